// Which incidents pass a question: the filters of the API under the names of its parameters, as data/where.py has them.

export const COUNTS = ["participants", "detained", "injured", "killed"];

// Text blind to case and accents, for searching in any script; as data/parsing/text.py.
const key = (text) => text.normalize("NFKD").toLowerCase().replaceAll("ß", "ss").replace(/\p{Mn}/gu, "").normalize("NFC");

// Made when somebody searches, and kept.
function searchable(row) {
  row.search ??= key([
    row.place_name, row.admin1, row.sources, row.tags,
    ...row.reports.flatMap((report) => [report.description ?? row.description, report.place]),
  ].join("\n"));
  return row.search;
}

export function matching(params) {
  const [first, last] = [params.get("from"), params.get("to")];
  const tests = [];
  const oneOf = (name, column) => {
    const wanted = new Set(params.getAll(name));
    if (wanted.size) tests.push((row) => wanted.has(row[column]));
  };
  oneOf("country", "country_code");
  oneOf("type", "event_type");
  oneOf("precision", "precision");
  if (first) tests.push((row) => row.date_end >= first);
  if (last) tests.push((row) => row.date_start <= last);
  for (const kind of COUNTS) {
    const least = params.get(`${kind}_min`);
    if (least) tests.push((row) => row[`${kind}_claimed`] !== null && row[`${kind}_claimed`] >= Number(least));
  }
  const sources = params.getAll("source");
  if (sources.length) tests.push((row) => row.sources.split("\n").some((name) => sources.includes(name)));
  const words = key(params.get("q") ?? "").split(/\s+/).filter(Boolean);
  if (words.length) tests.push((row) => words.every((word) => searchable(row).includes(word)));
  return (row) => tests.every((test) => test(row));
}
