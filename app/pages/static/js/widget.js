// <tra-cuu-tthc>: search over administrative procedures for any portal. One file, no dependency, no cookie.
// Attributes: portal (address of the search portal, default: where this file came from), province, label, lang ("vi" or "en").

const HOME = new URL(import.meta.url).origin;
const SHOWN = 5;
const LONGEST = 1000;
const TEXTS = {
  vi: {
    label: "Bạn cần làm giấy tờ gì?",
    placeholder: "Ví dụ: đổi bằng lái hết bao nhiêu tiền",
    ask: "Tìm",
    asking: "Đang tìm…",
    found: "Kết quả phù hợp nhất",
    none: "Chưa tìm thấy thủ tục phù hợp. Hãy viết rõ hơn việc bạn cần làm.",
    failed: "Chưa tra cứu được. Hãy thử lại, hoặc mở trang tra cứu.",
    blank: "Hãy viết việc bạn cần làm.",
    quoted: "Trích từ",
    decision: "Quyết định số",
    all: "Xem tất cả kết quả",
    journey: "Những việc cần làm",
    whole: "Xem cả {n} việc theo thứ tự",
    fee: "Phí, lệ phí",
    time: "Thời hạn",
    papers: "Giấy tờ cần có",
    where: "Nơi thực hiện",
    who: "Ai được thực hiện",
    conditions: "Yêu cầu, điều kiện",
    result: "Kết quả",
    form: "Mẫu đơn, tờ khai",
  },
  en: {
    label: "What do you need to do?",
    placeholder: "Ask in everyday Vietnamese",
    ask: "Search",
    asking: "Searching…",
    found: "Best matches",
    none: "No matching procedure found. Please say more.",
    failed: "The search failed. Try again, or open the portal.",
    blank: "Please type a question.",
    quoted: "Quoted from",
    decision: "Decision no.",
    all: "See all results",
    journey: "What needs to be done",
    whole: "See all {n} tasks in order",
    fee: "Fees",
    time: "Processing time",
    papers: "Papers needed",
    where: "Where",
    who: "Who may apply",
    conditions: "Conditions",
    result: "What you receive",
    form: "Forms",
  },
};

const STYLE = `
:host{display:block;font:inherit;line-height:1.6;color:#1c1917;--tc-brand:#b01116;--tc-line:#dcd6cf}
:host([hidden]){display:none}
*{box-sizing:border-box}
.frame{border:1px solid var(--tc-line);border-top:4px solid var(--tc-brand);border-radius:.6rem;padding:1rem;background:#fff}
label{display:block;font-weight:600;margin-bottom:.4rem}
.row{display:flex}
input{flex:1;min-width:0;height:3rem;padding:0 .9rem;font:inherit;color:inherit;background:#fff;border:2px solid #1c1917;border-right:0;border-radius:.5rem 0 0 .5rem}
input::placeholder{color:#6b635c;opacity:1}
button{height:3rem;padding:0 1.2rem;font:inherit;font-weight:600;color:#fff;background:var(--tc-brand);border:0;border-radius:0 .5rem .5rem 0;cursor:pointer}
:focus-visible{outline:3px solid #1c1917;outline-offset:2px}
.said{margin:.8rem 0 0}
.answer{margin:.9rem 0 0;padding:.8rem 1rem;border:2px solid #d9a514;border-radius:.5rem;background:#fff8e3}
.answer h3{margin:0 0 .25rem;font-size:.95em;line-height:1.45}
.answer blockquote{margin:0;font-weight:600}
.answer p{margin:0 0 .3rem}
.journey{margin:.9rem 0 0;padding:.8rem 1rem;border:1px solid var(--tc-line);border-radius:.5rem;background:#f7f4f0}
.journey h3{margin:0 0 .2rem;font-size:1.05em;line-height:1.45}
.journey p{margin:0 0 .2rem}
.journey .flag{color:var(--tc-brand);font-size:.9em;font-weight:600}
.source{margin:.5rem 0 0!important;font-size:.9em;font-weight:400}
ol{list-style:none;margin:.6rem 0 0;padding:0}
li{padding:.55rem 0;border-top:1px solid var(--tc-line)}
li:first-child{border-top:0}
a{color:#0f4c81}
small{display:block;color:#57504a;font-size:.9em}
.all{display:inline-block;margin-top:.5rem;font-weight:600}
`;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

class ProcedureSearch extends HTMLElement {
  #input;
  #said;
  #results;
  #pending;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#input = element("input", { id: "q", type: "search", maxLength: LONGEST, autocomplete: "off", placeholder: this.#text.placeholder });
    const form = element(
      "form",
      { action: `${this.#portal}/tim`, method: "get" },
      element("label", { htmlFor: "q", textContent: this.getAttribute("label") ?? this.#text.label }),
      element("div", { className: "row" }, this.#input, element("button", { type: "submit", textContent: this.#text.ask })),
    );
    form.setAttribute("role", "search");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(this.#input.value.trim());
    });
    this.#said = element("p", { className: "said" });
    this.#said.setAttribute("role", "status");
    this.#results = element("div");
    root.append(element("div", { className: "frame", lang: this.#lang }, form, this.#said, this.#results));
  }

  get #lang() {
    return this.getAttribute("lang") === "en" ? "en" : "vi";
  }

  get #text() {
    return TEXTS[this.#lang];
  }

  get #portal() {
    return (this.getAttribute("portal") ?? HOME).replace(/\/+$/, "");
  }

  #query(q, more = {}) {
    const wanted = { q, province: this.getAttribute("province") ?? "", ...more };
    return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  }

  async #ask(q) {
    this.#pending?.abort();
    this.#results.replaceChildren();
    if (!q) return void (this.#said.textContent = this.#text.blank);
    this.#said.textContent = this.#text.asking;
    this.#pending = new AbortController();
    try {
      const response = await fetch(`${this.#portal}/api/v1/search?${this.#query(q, { limit: SHOWN })}`, {
        signal: this.#pending.signal,
        credentials: "omit",
        referrerPolicy: "origin",
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.detail);
      this.#show(q, answer);
    } catch (failure) {
      if (failure.name !== "AbortError") this.#fail(q);
    }
  }

  #fail(q) {
    this.#said.textContent = this.#text.failed;
    this.#results.append(this.#allLink(q));
  }

  #show(q, answer) {
    const found = answer.status !== "no_answer" && answer.hits.length > 0;
    this.#said.textContent = found ? this.#text.found : this.#text.none;
    if (!found) return this.#results.append(this.#allLink(q));
    if (answer.quote) this.#results.append(this.#answer(answer.quote));
    if (answer.life_event) this.#results.append(this.#journey(answer.life_event));
    this.#results.append(element("ol", {}, ...answer.hits.map((hit) => this.#hit(hit))), this.#allLink(q));
  }

  #answer({ fact, lines, code, title, decision_number: decision }) {
    const source = element("p", { className: "source" }, `${this.#text.quoted} `, this.#link(`/thu-tuc/${encodeURIComponent(code)}`, title));
    if (decision) source.append(` · ${this.#text.decision} ${decision}`);
    const quote = element("blockquote", { lang: "vi" }, ...lines.map((line) => element("p", { textContent: line })));
    return element("div", { className: "answer" }, element("h3", { textContent: this.#text[fact] }), quote, source);
  }

  #journey({ title, summary, stages, page }) {
    return element(
      "div",
      { className: "journey" },
      element("p", { className: "flag", textContent: this.#text.journey }),
      element("h3", { lang: "vi", textContent: title }),
      element("p", { lang: "vi", textContent: summary }),
      element("p", {}, this.#link(page, this.#text.whole.replace("{n}", stages.length))),
    );
  }

  #hit({ title, page, facts }) {
    const item = element("li", { lang: "vi" }, this.#link(page, title));
    if (facts?.agency) item.append(element("small", { textContent: facts.agency }));
    return item;
  }

  #link(path, text) {
    return element("a", { href: new URL(path, `${this.#portal}/`).href, textContent: text });
  }

  #allLink(q) {
    return element("a", { className: "all", href: `${this.#portal}/tim?${this.#query(q)}`, textContent: this.#text.all });
  }
}

if (!customElements.get("tra-cuu-tthc")) customElements.define("tra-cuu-tthc", ProcedureSearch);
