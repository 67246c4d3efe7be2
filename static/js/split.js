// The desk's slider: what the client gets, in percent, typed into the field that counts. Without it the field is enough.
const form = document.querySelector("[data-split]");
const range = form?.querySelector("[data-split-range]");
if (range) {
  const { split, units, client, creator } = form.dataset;
  const share = form.querySelector("[name=share]");
  const says = form.querySelector("[data-split-says]");
  const digits = Math.round(Math.log10(Number(split) / Number(units)));
  const shown = (minor) => (minor / 10 ** digits).toFixed(digits);
  const say = (minor) => {
    says.textContent = `${client}: ${shown(minor)} · ${creator}: ${shown(Number(split) - minor)}`;
  };
  range.hidden = false;
  range.addEventListener("input", () => {
    const minor = Math.round((Number(split) * range.value) / 100);
    share.value = shown(minor);
    say(minor);
  });
  share.addEventListener("input", () => {
    const minor = Math.round(Number(share.value) * 10 ** digits);
    if (!(minor >= 0 && minor <= Number(split))) return;
    range.value = Math.round((minor * 100) / Number(split));
    say(minor);
  });
}
