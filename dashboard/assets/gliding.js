// Marks that come and go together, moved in one step for each picture. An animation of its own for each would be a layer of its
// own in the browser, and hundreds of those take longer to put together than to draw.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const LENGTH = 220; // ms
  const latest = new WeakMap(); // what moves a node: one that comes may have to go before it is there

  const eased = (part) => 1 - (1 - part) ** 3;

  // `away`: how far it is from where it stands, from 0 to 1.
  const put = ({ style }, { x, y }, away) => {
    style.transform = away ? `translate(${x * away}px, ${y * away}px) scale(${1 - away / 2})` : "";
    style.opacity = away ? 1 - away : "";
  };

  // `moves`: {node, x, y, leaves, then}. It comes from x, y pixels away, or goes there; `then` is called when all are there.
  sheru.glide = (moves) => {
    const began = performance.now();
    for (const move of moves) latest.set(move.node, move);
    const step = (now) => {
      const part = eased(Math.min(1, Math.max(0, now - began) / LENGTH));
      for (const move of moves) {
        if (latest.get(move.node) === move) put(move.node, move, move.leaves ? part : 1 - part);
      }
      if (part < 1) requestAnimationFrame(step);
      else for (const { then } of moves) then?.();
    };
    step(began);
  };
})();
