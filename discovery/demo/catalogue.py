"""Who is in the demo, and what they sell. Data only; `load.py` brings it in through the product's own actions."""

from dataclasses import dataclass, field

PASSWORD = "reelbyte-demo"  # printed on the terminal for everybody to use
CREATOR_EMAIL = "mara@reelbyte.example"
CLIENT_EMAIL = "nils@reelbyte.example"
MODERATOR_EMAIL = "sam@reelbyte.example"
# Staff need a second factor; this one is known so that a newcomer can sign in.
MODERATOR_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class GigText:
    """A gig: a price in whole units and days for each package, cheapest first."""

    title: str
    category: str
    clip: str
    description: str
    prices: tuple[int, ...]
    days: tuple[int, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class CreatorText:
    """A creator; the first clip is the showreel."""

    email: str
    name: str
    handle: str
    headline: str
    bio: str
    location: str
    country: str
    timezone: str
    currency: str
    hourly: int
    skills: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    clips: tuple[tuple[str, str], ...]
    gigs: tuple[GigText, ...] = field(default=())


@dataclass(frozen=True)
class ClientText:
    """A client, with the company behind them where there is one."""

    email: str
    name: str
    company: str
    industry: str
    country: str
    timezone: str


CLIENTS = (
    ClientText(
        CLIENT_EMAIL,
        "Nils Brandt",
        "Fjord Coffee",
        "Food and drink",
        "NO",
        "Europe/Oslo",
    ),
    ClientText(
        "priya@reelbyte.example",
        "Priya Raman",
        "Looply",
        "Software",
        "GB",
        "Europe/London",
    ),
    ClientText(
        "hugo@reelbyte.example",
        "Hugo Ferrand",
        "Atelier Ferrand",
        "Fashion",
        "FR",
        "Europe/Paris",
    ),
    ClientText("dana@reelbyte.example", "Dana Whitlock", "", "", "US", "America/Chicago"),
    ClientText(
        "kenji@reelbyte.example",
        "Kenji Mori",
        "Mori Outdoor",
        "Sport",
        "JP",
        "Asia/Tokyo",
    ),
)

CREATORS = (
    CreatorText(
        CREATOR_EMAIL,
        "Mara Oduya",
        "mara",
        "Colour and light for brands that want to be felt",
        "I came to colour from documentary, where you take the light you are given. For eight years I have graded "
        "commercials, music videos and one feature that nobody saw and everybody should have.\n\nI answer within the "
        "hour on working days, and I always send a first look before the full grade.",
        "Lagos",
        "NG",
        "Africa/Lagos",
        "EUR",
        85,
        ("Colour grading", "DaVinci Resolve", "Music video direction", "Premiere Pro"),
        (("en", "native"), ("fr", "conversational")),
        (
            ("aurora", "Northern light, graded from flat log"),
            ("ember", "Smoke study for a distillery"),
            ("tide", "Two minutes of blue"),
        ),
        (
            GigText(
                "I will grade your film so that it looks like one piece",
                "editing-colour-colour-grading",
                "aurora",
                "You send the locked cut and the camera files or a flat master; I return a grade that holds together from "
                "the first frame to the last. Every order begins with three stills graded three ways, so that we agree on "
                "the mood before I touch the rest.\n\nI work in Resolve on a calibrated display and deliver ProRes and "
                "H.264, with the project file if you need it.",
                (120, 280, 640),
                (3, 5, 9),
                ("colour", "grade", "resolve", "log", "film look"),
            ),
            GigText(
                "I will film smoke, steam and pour for your drink",
                "product-films-food-drink",
                "ember",
                "Macro and high-speed shots of your drink, made in my studio. You send the bottle, I send back fifteen "
                "seconds that make people thirsty. Music is licensed for organic use; paid use is in the larger packages.",
                (220, 480, 950),
                (5, 8, 14),
                ("macro", "drink", "slow motion"),
            ),
        ),
    ),
    CreatorText(
        "jonas@reelbyte.example",
        "Jonas Weil",
        "jonas-weil",
        "Product films in macro, at 240 frames a second",
        "Watches, lenses, tools: things with edges. I build the light first and only then take out the camera. Before "
        "film I was a watchmaker, which explains the patience.",
        "Berlin",
        "DE",
        "Europe/Berlin",
        "EUR",
        110,
        (
            "Macro cinematography",
            "Tabletop",
            "High-speed capture",
            "Studio lighting",
            "Motion control",
        ),
        (("de", "native"), ("en", "fluent")),
        (
            ("grid", "Movement, rule by rule"),
            ("pulse", "Rings in oil"),
            ("fractal", "A lens looking into itself"),
        ),
        (
            GigText(
                "I will shoot your product in macro with motion control",
                "product-films-tabletop-macro",
                "grid",
                "A motion-controlled tabletop shoot with two camera moves per package, lit for your material: steel, "
                "glass, skin or paper. You approve the storyboard before anything is lit.",
                (390, 820, 1_900),
                (7, 10, 18),
                ("macro", "tabletop", "watch", "studio"),
            ),
            GigText(
                "I will make a fifteen second launch film for your gadget",
                "product-films-tech-gadgets",
                "pulse",
                "One idea, one light, one sound. Fifteen seconds for a landing page or an opening slide, cut in two shapes.",
                (350, 700),
                (6, 10),
                ("launch", "gadget", "loop"),
            ),
        ),
    ),
    CreatorText(
        "saya@reelbyte.example",
        "Saya Ito",
        "saya",
        "Hooks people cannot scroll past",
        "I write, film and cut vertical ads. Three hooks in nine seconds, five versions by Friday. My best month had "
        "forty-one live ads in it; I can tell you which second people left.",
        "Osaka",
        "JP",
        "Asia/Tokyo",
        "USD",
        60,
        ("UGC", "Hook writing", "TikTok ads", "Vertical editing", "Trend research"),
        (("ja", "native"), ("en", "fluent")),
        (
            ("liquid", "Make it move"),
            ("cells", "Loop for a skincare line"),
            ("paper", "Explainer hook, 6 seconds"),
        ),
        (
            GigText(
                "I will write and cut three UGC ads with five hooks each",
                "social-ugc-ugc-ads",
                "liquid",
                "You tell me what you sell and to whom; I bring scripts, film them at home and cut each ad with five "
                "different openings, so that you can test instead of guess. Captions burned in and as a file.",
                (150, 340, 720),
                (3, 5, 8),
                ("ugc", "hooks", "tiktok", "ads"),
            ),
            GigText(
                "I will turn your long video into ten shorts",
                "social-ugc-reels-shorts",
                "cells",
                "Send a podcast, a webinar or a stream. I find the ten moments that stand alone, reframe them to vertical, "
                "caption them and give each a first line that earns the second.",
                (90, 190, 360),
                (2, 4, 6),
                ("shorts", "captions", "podcast"),
            ),
        ),
    ),
    CreatorText(
        "leo@reelbyte.example",
        "Leo Marchetti",
        "leo",
        "Music videos and performance films",
        "Director and cinematographer from Turin. I like one long take, a good rehearsal and musicians who are a little "
        "nervous.",
        "Turin",
        "IT",
        "Europe/Rome",
        "EUR",
        95,
        (
            "Music video direction",
            "Gimbal operation",
            "Lighting design",
            "Colour grading",
        ),
        (("it", "native"), ("en", "fluent"), ("es", "conversational")),
        (
            ("synthwave", "Night drive"),
            ("pulse", "Pulse, visualiser"),
            ("deep", "Deeper"),
        ),
        (
            GigText(
                "I will make a visualiser for your next single",
                "music-video-visualisers",
                "synthwave",
                "A looping world for your track, in the colours of your cover, synced to the stems you send. Delivered as "
                "a full-length film and as eight-second canvases.",
                (180, 380, 800),
                (4, 7, 12),
                ("visualiser", "music", "loop", "canvas"),
            ),
        ),
    ),
    CreatorText(
        "ada@reelbyte.example",
        "Ada Quist",
        "ada-quist",
        "Type that knows when to move",
        "Kinetic type, titles and identities in motion. I worked six years in broadcast design in Copenhagen and left "
        "because I wanted to finish things.",
        "Copenhagen",
        "DK",
        "Europe/Copenhagen",
        "EUR",
        90,
        ("After Effects", "Kinetic typography", "Cinema 4D", "Lottie"),
        (("da", "native"), ("en", "fluent"), ("de", "basic")),
        (
            ("liquid", "Title sequence test"),
            ("paper", "How it works"),
            ("grid", "Rule 110"),
        ),
        (
            GigText(
                "I will animate your logo so that it feels inevitable",
                "motion-graphics-logo-animation",
                "grid",
                "Three directions as still frames, one animated to the end, with and without sound. You get a film, a "
                "transparent version and a Lottie file small enough for an app.",
                (140, 320, 690),
                (4, 6, 10),
                ("logo", "lottie", "brand"),
            ),
            GigText(
                "I will set your manifesto in kinetic type",
                "motion-graphics-kinetic-type",
                "liquid",
                "Words first. Send up to a minute of text or voice-over; I set it, time it and make it move without a "
                "single gratuitous bounce.",
                (260, 540),
                (5, 9),
                ("type", "manifesto", "titles"),
            ),
        ),
    ),
    CreatorText(
        "tomas@reelbyte.example",
        "Tomás Vega",
        "tomas",
        "Street documentary, one take at a time",
        "I film people at work: bakers, welders, a woman who repairs accordions. Companies hire me when they are tired of "
        "looking like companies.",
        "Seville",
        "ES",
        "Europe/Madrid",
        "EUR",
        70,
        ("Interviews", "Gimbal operation", "Corporate film", "Sound design"),
        (("es", "native"), ("en", "fluent"), ("pt", "conversational")),
        (
            ("ember", "The distillery, before six"),
            ("contours", "Where the clay comes from"),
        ),
        (
            GigText(
                "I will make a two minute portrait of someone in your company",
                "explainers-corporate-hr",
                "ember",
                "A day with one person, no script, two minutes at the end of it. I bring sound and light; you bring "
                "somebody worth listening to.",
                (450, 900),
                (9, 14),
                ("portrait", "documentary", "interview"),
            ),
        ),
    ),
    CreatorText(
        "ines@reelbyte.example",
        "Inês Cardoso",
        "ines",
        "Drone pilot for coasts, roofs and narrow gaps",
        "Licensed in the EU (A2, specific category) and insured. I fly FPV through factories and slow circles over "
        "vineyards, and I know which of the two you need.",
        "Porto",
        "PT",
        "Europe/Lisbon",
        "EUR",
        105,
        (
            "Drone piloting",
            "FPV",
            "Aerial cinematography",
            "Hyperlapse",
            "Real estate film",
        ),
        (("pt", "native"), ("en", "fluent")),
        (
            ("tide", "Tide, from eighty metres"),
            ("contours", "Terrain study"),
            ("aurora", "Night flight over Tromsø"),
        ),
        (
            GigText(
                "I will fly your hotel, house or vineyard at golden hour",
                "drone-aerial-real-estate",
                "tide",
                "One location, one evening, permits included where I fly. Graded and cut to music, with raw clips in the "
                "larger packages.",
                (290, 560, 1_150),
                (6, 8, 12),
                ("drone", "hotel", "golden hour"),
            ),
            GigText(
                "I will make one FPV take through your building",
                "drone-aerial-fpv-flights",
                "contours",
                "A single take, rehearsed until it is boring and then once more. Includes a walk-through call and a flight "
                "plan that your safety officer will like.",
                (520, 980),
                (8, 12),
                ("fpv", "one take"),
            ),
        ),
    ),
    CreatorText(
        "femi@reelbyte.example",
        "Femi Adebayo",
        "femi",
        "Explainers that people finish",
        "I was a physics teacher. Now I explain pensions, batteries and your onboarding flow, in ninety seconds, with "
        "drawings.",
        "Manchester",
        "GB",
        "Europe/London",
        "GBP",
        75,
        (
            "Explainer scripts",
            "Whiteboard animation",
            "Voice-over",
            "Illustration",
            "After Effects",
        ),
        (("en", "native"), ("yo", "fluent")),
        (("paper", "How it works"), ("contours", "Maps that talk")),
        (
            GigText(
                "I will explain your product in ninety seconds",
                "explainers-whiteboard-2d-explainers",
                "paper",
                "Script, storyboard, voice and animation from one pair of hands. We start with what your support team is "
                "asked most, because that is what the film has to answer.",
                (260, 520, 1_050),
                (6, 10, 15),
                ("explainer", "2d", "voice-over", "startup"),
            ),
            GigText(
                "I will record a clean screencast of your software",
                "explainers-screen-recordings",
                "grid",
                "A calm, edited walk through one task in your product: cursor smoothed, clicks highlighted, silence "
                "removed, captions added.",
                (95, 180),
                (3, 5),
                ("screencast", "software", "captions"),
            ),
        ),
    ),
    CreatorText(
        "noor@reelbyte.example",
        "Noor Haddad",
        "noor",
        "3D worlds for things that do not exist yet",
        "Blender and Houdini. Perfume bottles before the mould is cut, buildings before the permit, and once a planet.",
        "Beirut",
        "LB",
        "Asia/Beirut",
        "USD",
        80,
        ("Blender", "Houdini", "Cinema 4D", "VFX compositing"),
        (("ar", "native"), ("en", "fluent"), ("fr", "fluent")),
        (
            ("deep", "Deeper"),
            ("fractal", "Interior of a bottle"),
            ("cells", "Living systems"),
        ),
        (
            GigText(
                "I will render your product in a world that suits it",
                "motion-graphics-3d-cgi",
                "deep",
                "Send the CAD file or good photographs. You get a look frame on day two, a grey animatic on day four and "
                "the finished film at the end, in 4K.",
                (420, 980, 2_200),
                (7, 12, 20),
                ("3d", "cgi", "render", "blender"),
            ),
        ),
    ),
    CreatorText(
        "clara@reelbyte.example",
        "Clara Novák",
        "clara",
        "Wedding films without the slow-motion doves",
        "Two cameras, no lights, no posing. I have filmed a hundred and forty weddings and cried at most of them.",
        "Prague",
        "CZ",
        "Europe/Prague",
        "EUR",
        65,
        ("Wedding film", "Event coverage", "Multicam", "Same-day edit"),
        (("cs", "native"), ("en", "fluent"), ("de", "conversational")),
        (("aurora", "Eva and Tomáš, last dance"), ("ember", "Candles")),
        (
            GigText(
                "I will film your wedding as it happens",
                "events-weddings-wedding-films",
                "aurora",
                "From the first button to the last song. A four-minute film for everybody and a long one for you two, "
                "with the speeches in full and in focus.",
                (900, 1_600, 2_400),
                (21, 30, 30),
                ("wedding", "documentary"),
            ),
        ),
    ),
    CreatorText(
        "minh@reelbyte.example",
        "Minh Tran",
        "minh",
        "Short-form editor, fast and tidy",
        "You upload at night, I deliver in the morning. Premiere, clean bins, named tracks and captions that are spelled "
        "right.",
        "Da Nang",
        "VN",
        "Asia/Ho_Chi_Minh",
        "USD",
        35,
        (
            "Premiere Pro",
            "Captions",
            "Vertical editing",
            "Podcast editing",
            "Sound design",
        ),
        (("vi", "native"), ("en", "fluent")),
        (
            ("cells", "Forty cuts in twelve seconds"),
            ("synthwave", "Channel opener"),
            ("liquid", "Ad, version C"),
        ),
        (
            GigText(
                "I will edit your YouTube video overnight",
                "editing-colour-youtube-editing",
                "synthwave",
                "Up to twenty minutes of finished video: cut, sound, music, captions, a title that fits your channel. Send "
                "footage by six in the evening, watch it with your coffee.",
                (75, 140, 290),
                (1, 2, 4),
                ("youtube", "overnight", "captions"),
            ),
            GigText(
                "I will cut a week of reels from one shoot",
                "editing-colour-short-form-editing",
                "cells",
                "Seven reels out of one session: different openings, one look, ready to schedule.",
                (110, 210),
                (3, 4),
                ("reels", "batch"),
            ),
        ),
    ),
    CreatorText(
        "greta@reelbyte.example",
        "Greta Lund",
        "greta",
        "Clean-up, compositing, and things that were never there",
        "I remove cranes, add weather and replace screens. If you cannot tell what I did, it was finished.",
        "Gothenburg",
        "SE",
        "Europe/Stockholm",
        "EUR",
        98,
        ("VFX compositing", "Rotoscoping", "After Effects", "DaVinci Resolve"),
        (("sv", "native"), ("en", "fluent")),
        (
            ("fractal", "Breakdown reel"),
            ("contours", "Map replacement"),
            ("deep", "Set extension"),
        ),
        (
            GigText(
                "I will remove what should not be in your shot",
                "editing-colour-vfx-clean-up",
                "fractal",
                "Logos, cables, tourists, boom poles. Priced by the shot, up to ten seconds each, matched to your grain.",
                (85, 240, 600),
                (2, 5, 9),
                ("vfx", "clean-up", "roto"),
            ),
        ),
    ),
)
