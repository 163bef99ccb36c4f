// Sends a file to the server piece by piece, as the browser reads it: neither side holds it whole in memory.
const node = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text ?? "" });

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("section");
  root.sheruData = { data, setTriggerValue };
  if (root.childElementCount) return;
  const { strings } = data;
  const input = Object.assign(node("input", "file"), { type: "file", id: "sheru-file" });
  const choose = Object.assign(node("label", "choose", strings.choose), { htmlFor: "sheru-file" });
  const hint = node("span", "hint", `${strings.drop} · ${strings.limit}`);
  const bar = Object.assign(node("progress", "bar"), { max: 1, hidden: true });
  const status = node("p", "status");
  status.setAttribute("role", "status");
  const zone = node("div", "zone");
  zone.append(input, choose, hint, bar, status);
  root.append(zone);

  const take = (file) => file && send(file, root.sheruData, { zone, bar, status });
  input.onchange = () => take(input.files[0]);
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.classList.add("over");
  };
  zone.ondragleave = () => zone.classList.remove("over");
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    take(event.dataTransfer.files[0]);
  };
}

// XMLHttpRequest, not fetch: only it tells how much has been sent.
function send(file, { data, setTriggerValue }, { zone, bar, status }) {
  const { strings } = data;
  if (file.size > data.most) return void (status.textContent = strings.too_large);
  const request = new XMLHttpRequest();
  request.open("PUT", new URL(data.api, document.baseURI));
  request.setRequestHeader("X-Sheru-Key", data.key);
  request.setRequestHeader("X-Sheru-Name", encodeURIComponent(file.name));
  request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
  request.onloadend = () => {
    zone.classList.remove("busy");
    bar.hidden = true;
    if (request.status === 200) return setTriggerValue("sent", `${Date.now()}`);
    status.textContent = { 413: strings.too_large, 429: strings.too_many }[request.status] ?? strings.failed;
  };
  bar.hidden = false;
  zone.classList.add("busy");
  status.textContent = `${strings.sending} ${file.name}`;
  request.send(file);
}
