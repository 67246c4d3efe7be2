"""The trade's taxonomy as the house opens with it. Staff change it in the admin afterwards."""

from django.db import migrations
from django.utils.text import slugify

# (slug, name, in one line, icon, [subcategories], [skills])
TREE = [
    (
        "social-ugc",
        "Social & UGC",
        "Vertical films that stop a thumb",
        "smartphone",
        ["UGC ads", "Reels & shorts", "Hooks & variations", "Unboxings & reviews", "Influencer style"],
        [
            "UGC",
            "Hook writing",
            "TikTok ads",
            "Instagram Reels",
            "YouTube Shorts",
            "On-camera talent",
            "Testimonials",
            "Trend research",
            "Vertical editing",
        ],
    ),
    (
        "product-films",
        "Product films",
        "Macro, motion and light on things",
        "package",
        ["Tabletop & macro", "Food & drink", "Beauty & cosmetics", "Tech & gadgets", "Fashion films"],
        [
            "Macro cinematography",
            "Tabletop",
            "Food styling",
            "High-speed capture",
            "Studio lighting",
            "Motion control",
            "Product styling",
            "Fashion film",
        ],
    ),
    (
        "drone-aerial",
        "Drone & aerial",
        "From above, and through the gap",
        "compass",
        ["Landscapes & travel", "Real estate", "FPV flights", "Construction & industry"],
        ["Drone piloting", "FPV", "Aerial cinematography", "Real estate film", "Hyperlapse", "Night flights"],
    ),
    (
        "motion-graphics",
        "Motion & animation",
        "Type, shapes and worlds that move",
        "wand-sparkles",
        ["Logo animation", "Kinetic type", "2D animation", "3D & CGI", "Character animation"],
        [
            "After Effects",
            "Cinema 4D",
            "Blender",
            "Kinetic typography",
            "Rigging",
            "Storyboarding",
            "Lottie",
            "Houdini",
            "Illustration",
        ],
    ),
    (
        "editing-colour",
        "Editing & colour",
        "Your footage, finished",
        "scissors",
        ["Short-form editing", "YouTube editing", "Colour grading", "VFX & clean-up", "Captions & localisation"],
        [
            "Premiere Pro",
            "DaVinci Resolve",
            "Final Cut Pro",
            "Colour grading",
            "Sound design",
            "VFX compositing",
            "Rotoscoping",
            "Captions",
            "Podcast editing",
        ],
    ),
    (
        "events-weddings",
        "Events & weddings",
        "Once only, so it has to be right",
        "party-popper",
        ["Wedding films", "Conferences", "Aftermovies", "Sport"],
        ["Wedding film", "Event coverage", "Multicam", "Same-day edit", "Live streaming", "Interviews"],
    ),
    (
        "music-video",
        "Music video",
        "Songs you can see",
        "music",
        ["Performance videos", "Lyric videos", "Visualisers", "Live sessions"],
        ["Music video direction", "Choreography", "Lyric video", "Visualiser", "Lighting design", "Gimbal operation"],
    ),
    (
        "explainers",
        "Explainers & courses",
        "Hard things, made plain",
        "lightbulb",
        ["Whiteboard & 2D explainers", "Screen recordings", "Online courses", "Corporate & HR"],
        [
            "Explainer scripts",
            "Voice-over",
            "Whiteboard animation",
            "Screencasts",
            "Instructional design",
            "Teleprompter direction",
            "Corporate film",
        ],
    ),
]


def plant(apps, schema_editor):
    Category, Skill = apps.get_model("creators", "Category"), apps.get_model("creators", "Skill")
    for position, (slug, name, blurb, icon, below, skills) in enumerate(TREE):
        top = Category.objects.create(slug=slug, name=name, blurb=blurb, icon=icon, position=position)
        Category.objects.bulk_create(
            Category(slug=f"{slug}-{slugify(child)}", name=child, parent=top, position=place, icon=icon)
            for place, child in enumerate(below)
        )
        Skill.objects.bulk_create(Skill(slug=slugify(skill), name=skill, category=top) for skill in skills)


class Migration(migrations.Migration):
    dependencies = [("creators", "0001_initial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
