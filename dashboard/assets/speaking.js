// The map for those who hear it: its name, a sentence on what it shows, and a way past it to the table.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  const NAMED = 3; // marks that the sentence names

  sheru.speaking = (layer) => {
    const container = layer.map.getContainer();
    container.setAttribute("role", "region");
    layer.heard = element("p", "sheru-heard");
    layer.heard.setAttribute("role", "status");
    layer.heard.setAttribute("aria-live", "polite");
    const skip = (layer.skip = element("button", "sheru-skip"));
    skip.onclick = () => {
      const table = window.parent.document.getElementById(layer.options.table);
      if (!table) return;
      table.tabIndex = -1;
      table.focus({ preventScroll: true });
      table.scrollIntoView();
    };
    container.before(skip, layer.heard);
  };

  sheru.say = (layer, drawn, content) => {
    const { strings } = layer.options;
    layer.map.getContainer().setAttribute("aria-label", strings.map);
    layer.skip.textContent = strings.skip;
    const number = drawn.count(content);
    const most = drawn.most(content, layer).slice(0, NAMED);
    const sentences = [
      strings.shows.replace("{layer}", strings.choices.layer.values[layer.chosen.layer])
        .replace("{incidents}", sheru.form("incidents", number, strings)),
      most.length ? strings.most.replace("{places}", most.join("; ")) : "",
    ];
    const text = sentences.filter(Boolean).join(" ");
    if (layer.heard.textContent !== text) layer.heard.textContent = text;
  };
})();
