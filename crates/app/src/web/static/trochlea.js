// Everything works without this file. With it, a pain slider says its number while it moves,
// and a file dropped on the page lands in the file field.
"use strict";

for (const slider of document.querySelectorAll("input[type=range][data-pain]")) {
  const output = document.querySelector(`output[for="${slider.id}"]`);
  const say = () => {
    const said = slider.value !== "-1";
    slider.setAttribute("aria-valuetext", said ? `${slider.value} of 10` : "not said");
    if (!output) return;
    output.firstChild.textContent = slider.value;
    output.hidden = !said;
  };
  slider.addEventListener("input", say);
  say();
}

for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = zone.querySelector("input[type=file]");
  const over = (event) => {
    event.preventDefault();
    zone.classList.toggle("over", event.type === "dragover");
  };
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", over);
  zone.addEventListener("drop", (event) => {
    over(event);
    field.files = event.dataTransfer.files;
    if (field.files.length > 0) zone.requestSubmit();
  });
}

// A place that two views show is one place.
for (const box of document.querySelectorAll("input[name=spot]")) {
  box.addEventListener("change", () => {
    for (const same of document.querySelectorAll(`input[name=spot][value="${box.value}"]`)) same.checked = box.checked;
  });
}

// How far a file has come. The bytes are read after they arrived, so the bar ends before the page does.
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("progress.prog");
  if (bar && event.detail.lengthComputable) bar.value = (100 * event.detail.loaded) / event.detail.total;
});

// What took the place of a page is read from its heading on.
document.addEventListener("htmx:afterSettle", () => {
  const heading = document.querySelector("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
});
