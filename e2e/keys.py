"""Walking by keyboard: to what one wants by Tab, however far it is, and pressing it, with the focus in sight."""

from playwright.sync_api import Locator, Page

MOST_STOPS = 120

# Before or after what has the focus? Nothing has it on a new page, which begins at its top.
WAY = """(target) => {
  const at = document.activeElement;
  if (at === target) return "";
  return target.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING ? "Shift+Tab" : "Tab";
}"""
# Something draws a ring: the element, its label, what stands beside it for it or around it; and nothing lies over it.
UNSEEN = """(target) => {
  const ringed = (node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || / 0px 0px 0px [1-9]/.test(boxShadow);
  };
  const around = [target, ...(target.labels ?? []), ...(target.nextElementSibling ? [target.nextElementSibling] : [])];
  for (let at = target.parentElement; at && around.length < 9; at = at.parentElement) around.push(at);
  if (!around.some(ringed)) return "no ring around it";
  const box = target.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return "";
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const over = document.elementFromPoint(x, y);
  const own = [target, ...(target.labels ?? [])];
  const shown = over && (over.contains(target) || own.some((node) => node.contains(over)));
  return shown ? "" : `under ${over ? over.outerHTML.slice(0, 120) : "the edge of the window"}`;
}"""
SWAP = """() => { window.swapped = new Promise((done, fail) => {
  document.addEventListener("htmx:after:swap", () => setTimeout(done, 50), { once: true });
  setTimeout(fail, 15_000, "nothing was swapped");
}); }"""


def reach(page: Page, target: Locator) -> Locator:
    """Tab to it; it has the focus then, and one sees so."""
    target = target.locator("visible=true").first
    target.wait_for()
    stops = 0
    while way := target.evaluate(WAY):
        page.keyboard.press(way)
        stops += 1
        assert stops <= MOST_STOPS, f"{target} cannot be reached by Tab"
    unseen = target.evaluate(UNSEEN)
    assert not unseen, f"{target} has the focus, but {unseen}"
    return target


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Tab to it and press it."""
    reach(page, target)
    page.keyboard.press(key)


def press_here(page: Page, target: Locator, key: str = "Enter") -> None:
    """The same for what changes a part of the page: afterwards the focus is on something."""
    page.evaluate(SWAP)
    press(page, target, key)
    page.evaluate("window.swapped")
    lost = page.evaluate("document.activeElement === document.body")
    assert not lost, f"the focus was lost with {target}"


def write(page: Page, target: Locator, text: str) -> None:
    """Tab to a field and type over what is in it."""
    reach(page, target)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
