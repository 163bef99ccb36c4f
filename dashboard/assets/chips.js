// What is filtered for, each with a button that takes it away. Text of a link is shown as text.
export default function ({ data, parentElement, setTriggerValue }) {
  const list = document.createElement("ul");
  for (const { field, value, label } of data.chips) {
    const chip = list.appendChild(document.createElement("li")).appendChild(document.createElement("button"));
    chip.append(label, Object.assign(document.createElement("span"), { textContent: "×", ariaHidden: "true" }));
    chip.setAttribute("aria-label", data.remove.replace("{filter}", label));
    chip.onclick = () => setTriggerValue("removed", { field, value });
  }
  parentElement.querySelector("ul")?.remove();
  parentElement.append(list);
}
