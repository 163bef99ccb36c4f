// Questions to the API: one goes at a time, and the latest answers are kept.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const KEPT = 40; // answers that are shown again without asking
  const BUSY = 150; // ms: a server that takes longer for an answer has enough to do

  const answered = async (url, options) => {
    const reply = await fetch(url, options);
    if (!reply.ok) throw new Error(String(reply.status));
    return reply;
  };

  sheru.json = async (url, options) => (await answered(url, options)).json();

  // Milliseconds of the server alone, by `Server-Timing: answer;dur=`; 0 where it does not say, as in one file.
  const tookServer = (reply) => Number(/answer;dur=([\d.]+)/.exec(reply.headers?.get("Server-Timing"))?.[1] ?? 0);

  sheru.Questions = class {
    constructor() {
      this.answers = new Map(); // what was or is being asked for, by what it answers
      this.underWay = null;
      this.took = 0; // ms of the server for the last answer
    }

    // The server has enough to do with what readers wait for.
    get slow() {
      return this.took > BUSY;
    }

    // When nothing is on its way any more.
    async quiet() {
      await this.underWay?.content.catch(() => {});
    }

    // {wanted, content}: what is asked for, unless it is known or on its way, and the promise of its answer.
    ask(url, version) {
      const wanted = JSON.stringify([url.href, version]);
      if (this.underWay && this.underWay.wanted !== wanted) {
        this.answers.delete(this.underWay.wanted);
        this.underWay.abort.abort();
      }
      let asked = this.answers.get(wanted);
      this.answers.delete(wanted);
      this.underWay = null;
      if (!asked) asked = this.begin(url, wanted);
      if (!asked.here) this.underWay = asked;
      this.answers.set(wanted, asked); // the latest is the last
      if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value);
      return asked;
    }

    begin(url, wanted) {
      const abort = new AbortController();
      const reply = answered(url, { signal: abort.signal });
      reply.then((given) => (this.took = tookServer(given)), () => {});
      const asked = { wanted, abort, content: reply.then((given) => given.json()) };
      const ended = (here) => {
        asked.here = here;
        if (this.underWay === asked) this.underWay = null;
        if (!here && this.answers.get(wanted) === asked) this.answers.delete(wanted);
      };
      asked.content.then(() => ended(true), () => ended(false));
      return asked;
    }
  };
})();
