// What elements need beyond HTML and htmx: Enter in text fields, questions before an action, links that also act,
// searches, menus behind three dots, tables that sort. All state is in the page itself, so redrawing it is harmless;
// a redrawn form keeps ids, and with them focus and typed text.
"use strict";

(() => {
  const TYPING_PAUSE = 200; // milliseconds

  // The event that htmx waits for where no browser event says "now": see Field.trigger.
  const act = (element) => element.dispatchEvent(new CustomEvent("act", { bubbles: true }));
  const open = (link) => window.open(link.href, "_blank", "noopener,noreferrer");

  // --- Enter sends a text field that asks for it ---

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-enter]")) return;
    event.preventDefault();
    act(event.target);
  });

  // --- links that are buttons: htmx stops the browser from following them ---

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-opens]");
    if (link && event.defaultPrevented && !link.dataset.confirm) open(link);
  });

  // --- a question before an action ---

  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    const source = ctx.sourceElement;
    const template = source.dataset.confirm && document.getElementById(source.dataset.confirm);
    if (!template) return;
    event.preventDefault();
    ask(template, () => {
      if (source.matches("a[data-opens]")) open(source);
      issueRequest();
    }, () => {
      takeBack(source);
      dropRequest();
    });
  });

  function ask(template, yes, no) {
    const dialog = template.content.firstElementChild.cloneNode(true);
    dialog.addEventListener("click", (event) => {
      const answer = event.target.closest("button");
      if (answer) dialog.close(answer.value);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      (dialog.returnValue === "yes" ? yes : no)();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  // What was chosen before the question was denied is what the page was drawn with.
  function takeBack(source) {
    const inputs = source.matches("input, select") ? [source] : source.querySelectorAll("input, option");
    for (const input of inputs) {
      if (input.matches("select")) for (const option of input.options) option.selected = option.defaultSelected;
      else if (input.matches("[type=checkbox], [type=radio]")) input.checked = input.defaultChecked;
      else if (!input.matches("[type=hidden], [role=combobox]")) input.value = input.defaultValue;
    }
  }

  // --- the menu behind three dots ---

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.overflow[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    const within = event.target.closest?.("details.overflow");
    closeMenus(event.target.closest?.(".item") ? null : within);
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.overflow[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // --- searches (external selects): a combobox as ARIA describes it ---

  const asking = new WeakMap(); // box -> { timer, request }
  const boxOf = (element) => element.closest?.(".combobox");
  const parts = (box) => ({
    input: box.querySelector("[role=combobox]"),
    list: box.querySelector("[role=listbox]"),
    kept: box.querySelector(".kept"),
    note: box.querySelector(".note"),
    clear: box.querySelector(".clear"),
  });
  const isOpen = (box) => parts(box).input.getAttribute("aria-expanded") === "true";
  const optionsOf = (box) => [...parts(box).list.querySelectorAll("[role=option]")];
  const textOf = (json) => JSON.parse(json).text.text;
  const keptIn = (box) => [...parts(box).kept.querySelectorAll("input")].map((input) => input.value);
  const chosenText = (box) => ("many" in box.dataset || !keptIn(box).length ? "" : textOf(keptIn(box)[0]));
  const say = (box, words) => { parts(box).note.textContent = words; };

  function close(box) {
    const { input, list } = parts(box);
    stop(box);
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function stop(box) {
    const { timer, request } = asking.get(box) ?? {};
    clearTimeout(timer);
    request?.abort();
    asking.delete(box);
  }

  function search(box, pause) {
    const typed = parts(box).input.value;
    const query = typed === chosenText(box) ? "" : typed;
    const least = Number(box.dataset.least);
    stop(box);
    if (query.length < least) {
      close(box);
      say(box, typed && query ? `Type ${least - query.length} more to search.` : "");
      return;
    }
    asking.set(box, { timer: setTimeout(() => suggest(box, query), pause) });
  }

  async function suggest(box, query) {
    const request = new AbortController();
    asking.set(box, { request });
    const { block_id, action_id } = JSON.parse(box.dataset.ids);
    const address = `${box.dataset.url}?${new URLSearchParams({ block_id, action_id, value: query })}`;
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new TypeError(`status ${answer.status}`);
      show(box, await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      close(box);
      say(box, "The choices could not be loaded. Type again to retry.");
    }
  }

  function show(box, html) {
    const { input, list } = parts(box);
    if (!box.isConnected || !box.contains(document.activeElement)) return;
    list.innerHTML = html;
    const options = optionsOf(box);
    options.forEach((option, index) => { option.id = `${list.id}-${index}`; });
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    say(box, options.length ? "" : "Nothing found.");
    if (options.length) point(box, 0);
  }

  function point(box, index) {
    const options = optionsOf(box);
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    parts(box).input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  function move(box, by) {
    const options = optionsOf(box);
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    point(box, (now + by + options.length) % options.length);
  }

  function choose(box, option) {
    const { input, kept, clear } = parts(box);
    const json = option.dataset.option;
    const many = "many" in box.dataset;
    if (!many) kept.replaceChildren();
    if (!keptIn(box).includes(json)) kept.append(keep(box, json, many));
    input.value = many ? "" : textOf(json);
    if (clear) clear.hidden = false;
    close(box);
    say(box, "");
    act(box);
  }

  function keep(box, json, many) {
    const item = document.createElement(many ? "li" : "span");
    item.className = "chosen";
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.name, value: json });
    if (many) {
      const remove = Object.assign(document.createElement("button"), { type: "button", className: "remove", textContent: "×" });
      remove.setAttribute("aria-label", `Remove ${textOf(json)}`);
      item.append(textOf(json), remove);
    }
    item.append(hidden);
    return item;
  }

  function drop(box, item) {
    const { input, kept, clear } = parts(box);
    if (item) item.remove();
    else kept.replaceChildren();
    if (clear) {
      clear.hidden = true;
      input.value = "";
    }
    say(box, "");
    act(box);
  }

  // Words that were typed but not chosen are not an answer.
  function leave(box) {
    const { input } = parts(box);
    close(box);
    const before = chosenText(box);
    if (input.value === before) return;
    if (!input.value) {
      if (before) drop(box);
    } else if (before) {
      input.value = before;
      say(box, `Still ${before}: nothing else was chosen from the list.`);
    } else {
      say(box, "Nothing is chosen yet: choose from the list.");
    }
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".combobox [role=combobox]")) search(boxOf(event.target), TYPING_PAUSE);
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(".combobox [role=combobox]") || event.target.closest("[data-opening]")) return;
    if (event.target.closest("[data-least='0']")) search(boxOf(event.target), 0);
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box && !box.contains(event.relatedTarget)) leave(box);
  });
  document.addEventListener("pointerdown", (event) => {
    const list = event.target.closest?.(".combobox [role=listbox]");
    if (list) event.preventDefault(); // the focus stays in the field
  });
  document.addEventListener("click", (event) => {
    const box = event.target.closest && boxOf(event.target);
    if (!box) return;
    const option = event.target.closest("[role=option]");
    if (option) choose(box, option);
    else if (event.target.closest(".clear")) drop(box);
    else if (event.target.closest(".remove")) drop(box, event.target.closest(".chosen"));
    else if (event.target.matches(".combobox [role=combobox]") && !isOpen(box) && box.dataset.least === "0") search(box, 0);
    if (event.target.closest(".clear, .remove")) parts(box).input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".combobox [role=combobox]") || event.isComposing) return;
    const box = boxOf(event.target);
    const pressed = { ArrowDown: () => step(box, 1), ArrowUp: () => step(box, -1), Enter: () => enter(box) }[event.key];
    if (pressed || (event.key === "Escape" && isOpen(box))) event.preventDefault();
    if (pressed) pressed();
    else if (event.key === "Escape") close(box);
  });

  const step = (box, by) => (isOpen(box) ? move(box, by) : search(box, 0));
  const enter = (box) => {
    const option = parts(box).list.querySelector("[aria-selected=true]");
    if (option) choose(box, option);
  };

  // --- tables that sort, filter and page ---

  const looks = new WeakMap(); // table block -> { column, down, page }
  const lookOf = (block) => looks.get(block) ?? { column: -1, down: false, page: 0 };
  const worth = (row, column) => {
    const cell = row.cells[column];
    return "number" in cell.dataset ? Number(cell.dataset.number) : cell.textContent.trim();
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true }));

  function arrange(block) {
    const look = lookOf(block);
    const body = block.querySelector("tbody");
    const rows = [...body.rows];
    if (look.column >= 0) {
      rows.sort((a, b) => compare(worth(a, look.column), worth(b, look.column)) * (look.down ? -1 : 1));
      body.append(...rows);
    }
    const wanted = block.querySelector(".filter").value.trim().toLocaleLowerCase();
    const found = rows.filter((row) => row.textContent.toLocaleLowerCase().includes(wanted));
    const size = Number(block.dataset.pageSize);
    const last = Math.max(Math.ceil(found.length / size) - 1, 0);
    const page = Math.min(look.page, last);
    const shown = new Set(found.slice(page * size, (page + 1) * size));
    for (const row of rows) row.hidden = !shown.has(row);
    mark(block, look);
    turn(block, { page, last, from: page * size + 1, to: page * size + shown.size, of: found.length });
  }

  function mark(block, look) {
    for (const button of block.querySelectorAll(".sort")) {
      const sorted = Number(button.dataset.column) === look.column;
      if (sorted) button.closest("th").setAttribute("aria-sort", look.down ? "descending" : "ascending");
      else button.closest("th").removeAttribute("aria-sort");
    }
  }

  function turn(block, { page, last, from, to, of }) {
    const [previous, next] = [block.querySelector(".previous"), block.querySelector(".next")];
    previous.hidden = next.hidden = last === 0;
    previous.disabled = page === 0;
    next.disabled = page === last;
    const words = of ? `${from}–${to} of ${of}` : "Nothing found";
    const shown = block.querySelector(".shown");
    if (shown.textContent !== words) shown.textContent = words;
    looks.set(block, { ...lookOf(block), page });
  }

  const change = (block, parts) => {
    looks.set(block, { ...lookOf(block), ...parts });
    arrange(block);
  };
  document.addEventListener("click", (event) => {
    const block = event.target.closest?.(".data-table");
    if (!block) return;
    const { column, down, page } = lookOf(block);
    const sort = event.target.closest(".sort");
    if (sort) change(block, { column: Number(sort.dataset.column), down: Number(sort.dataset.column) === column && !down, page: 0 });
    else if (event.target.closest(".previous")) change(block, { page: page - 1 });
    else if (event.target.closest(".next")) change(block, { page: page + 1 });
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".data-table .filter")) change(event.target.closest(".data-table"), { page: 0 });
  });

  const arrangeAll = () => document.querySelectorAll(".data-table").forEach(arrange);
  document.addEventListener("htmx:after:swap", arrangeAll);
  document.addEventListener("DOMContentLoaded", arrangeAll);
  if (document.readyState !== "loading") arrangeAll();

  // What a person has opened stays open when its message is redrawn.
  window.htmx?.registerExtension("stay-open", {
    htmx_before_morph_attr: (element, detail) => !(element.matches("details.numbers") && detail.attrName === "open"),
  });
})();
