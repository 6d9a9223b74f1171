// A beat to run to. The page says everything without it; with it there is a click at each step.
// Clicks are laid out on the clock of the sound, a little ahead, so that a busy page does not
// make them stumble.
"use strict";

for (const box of document.querySelectorAll("[data-beat]")) {
  const AHEAD_S = 0.2;
  const CYCLE_S = 120;
  const dot = box.querySelector(".beat-dot");
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  const rate = box.querySelector("input[type=range]");
  const number = box.querySelector("output");
  const share = Number(box.dataset.share);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const startLabel = button.textContent;
  let sound = null;
  let timer = 0;
  let next = 0;
  let began = 0;
  const shown = [];

  // The beat fades over the course: part of every two minutes is run without it.
  const isOn = (at) => (at - began) % CYCLE_S < share * CYCLE_S;

  const click = (at) => {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    tone.frequency.value = 1000;
    level.gain.setValueAtTime(0.0001, at);
    level.gain.exponentialRampToValueAtTime(0.4, at + 0.002);
    level.gain.exponentialRampToValueAtTime(0.0001, at + 0.05);
    tone.connect(level).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.06);
  };

  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };

  const plan = () => {
    while (next < sound.currentTime + AHEAD_S) {
      if (isOn(next)) {
        click(next);
        shown.push(next);
      }
      next += 60 / Number(rate.value);
    }
    say(isOn(sound.currentTime) ? box.dataset.on : box.dataset.quiet);
  };

  const draw = () => {
    if (!sound) return;
    while (shown.length > 0 && shown[0] <= sound.currentTime) {
      shown.shift();
      if (!still.matches) dot.animate([{ opacity: 1, transform: "scale(1)" }, { opacity: 0.25, transform: "scale(.6)" }], { duration: 220 });
    }
    requestAnimationFrame(draw);
  };

  const start = async () => {
    sound = new AudioContext();
    await sound.resume();
    began = next = sound.currentTime + 0.1;
    timer = setInterval(plan, 50);
    dot.classList.add("on");
    button.textContent = box.dataset.stop;
    plan();
    requestAnimationFrame(draw);
  };

  const stop = () => {
    clearInterval(timer);
    sound.close();
    sound = null;
    shown.length = 0;
    for (const moving of dot.getAnimations()) moving.cancel();
    dot.classList.remove("on");
    button.textContent = startLabel;
    say(box.dataset.off);
  };

  button.addEventListener("click", () => (sound ? stop() : start()));
  rate.addEventListener("input", () => {
    number.textContent = rate.value;
    rate.setAttribute("aria-valuetext", `${rate.value} steps a minute`);
  });
  box.hidden = false;
}
