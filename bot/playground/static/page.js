// The page around the blocks: the composer's list of commands, modals, where one has scrolled to.
(() => {
  const at = (id) => document.getElementById(id);

  // --- messages: stay at the newest, unless one has scrolled up to read ---

  const NEAR = 120;
  let following = true;
  const toEnd = () => {
    const list = at("messages");
    if (list && following && !list.classList.contains("home")) list.scrollTop = list.scrollHeight;
  };
  document.addEventListener(
    "scroll",
    (event) => {
      const list = event.target;
      if (list.id === "messages") following = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    },
    true,
  );

  // --- modals: a dialog that came in open becomes a modal one ---

  let before = null; // where one was when the first form opened
  const goBack = () => {
    if (!before) return;
    const there = before.isConnected && before !== document.body && before.checkVisibility() ? before : at("text");
    before = null;
    there?.focus();
  };
  const showModals = () => {
    const dialog = document.querySelector("dialog.modal");
    if (!dialog) return goBack();
    if (dialog.matches(":modal")) return;
    before ??= document.activeElement;
    dialog.removeAttribute("open");
    dialog.dataset.opening = "yes"; // the first field is reached, but its list stays closed
    dialog.showModal();
    const first = dialog.querySelector(".modal-body :is(input, select, textarea, button):not([type=hidden])");
    (dialog.querySelector("[autofocus]") || first || dialog).focus();
    delete dialog.dataset.opening;
  };
  // Escape is Cancel: the app is told, and the form underneath comes back.
  document.addEventListener(
    "cancel",
    (event) => {
      const close = event.target.dataset && event.target.dataset.close;
      if (!close) return;
      event.preventDefault();
      at(close).click();
    },
    true,
  );
  // After a failed check the first field in error is where one goes on.
  const toError = () => {
    const wrong = document.querySelector("dialog.modal [aria-invalid=true]");
    if (wrong && wrong !== document.activeElement && !wrong.dataset.told) {
      wrong.dataset.told = "yes";
      const dialog = wrong.closest("dialog");
      dialog.dataset.opening = "yes"; // its list would hide the sentence below it
      wrong.focus();
      delete dialog.dataset.opening;
    }
  };
  const shown = () => {
    showModals();
    toEnd();
  };
  document.addEventListener("htmx:after:swap", shown);
  document.addEventListener("htmx:after:settle", () => {
    shown();
    toError();
  });

  // --- the composer ---

  const composer = at("composer");
  const text = at("text");
  const files = at("files");
  const attached = at("attached");
  if (composer) {
    const list = at("commands");
    const options = [...list.children];
    let active = null;

    const choose = (option) => {
      options.forEach((one) => one.setAttribute("aria-selected", String(one === option)));
      active = option;
      if (option) text.setAttribute("aria-activedescendant", option.id);
      else text.removeAttribute("aria-activedescendant");
    };
    const offer = () => {
      const typed = text.value;
      const fits = options.filter((one) => one.dataset.insert.trim().split(" ")[0].startsWith(typed));
      const open = typed.startsWith("/") && !typed.includes(" ") && fits.length > 0;
      options.forEach((one) => (one.hidden = !fits.includes(one)));
      list.hidden = !open;
      text.setAttribute("aria-expanded", String(open));
      choose(open ? fits.find((one) => one.dataset.insert.trim() === typed) || fits[0] : null);
    };
    const shut = () => {
      list.hidden = true;
      text.setAttribute("aria-expanded", "false");
      choose(null);
    };
    const take = (option) => {
      text.value = option.dataset.insert;
      text.focus();
      offer();
    };
    const grow = () => {
      text.style.height = "auto";
      text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
    };
    const step = (by) => {
      const shownOnes = options.filter((one) => !one.hidden);
      choose(shownOnes[(shownOnes.indexOf(active) + by + shownOnes.length) % shownOnes.length]);
    };

    text.addEventListener("input", () => {
      offer();
      grow();
    });
    // Not at once, or a click on the list would come too late; not at all, if one is back already.
    const left = () => document.activeElement !== text && shut();
    text.addEventListener("blur", () => setTimeout(left, 150));
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        take(option);
      }
    });
    text.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const complete = active && active.dataset.insert.trim() === text.value.trim();
      if (!list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (!list.hidden && event.key === "Escape") {
        shut();
      } else if (!list.hidden && (event.key === "Tab" || (event.key === "Enter" && !complete))) {
        event.preventDefault();
        take(active);
      } else if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        composer.requestSubmit();
      }
    });
    composer.addEventListener("submit", (event) => {
      if (!text.value.trim() && !files.files.length) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    }, true);
    document.addEventListener("htmx:config:request", (event) => {
      if (event.target !== composer) return;
      following = true;
      setTimeout(() => {
        text.value = "";
        attach([]);
        offer();
        grow();
      });
    });
    text.focus();

    // --- files: chosen, pasted or dropped anywhere on the page, and listed before they are sent ---

    const attach = (list) => {
      const held = new DataTransfer();
      [...list].forEach((file) => held.items.add(file));
      files.files = held.files;
      attached.replaceChildren(
        ...[...held.files].map((file, place) => {
          const item = document.createElement("li");
          const remove = document.createElement("button");
          remove.type = "button";
          remove.textContent = "×";
          remove.setAttribute("aria-label", `Remove ${file.name}`);
          remove.addEventListener("click", () => attach([...held.files].filter((_, other) => other !== place)));
          item.append(file.name, remove);
          return item;
        }),
      );
      attached.hidden = !held.files.length;
    };
    const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
    const isElsewhere = (event) => event.target.closest?.("dialog");
    files.addEventListener("change", () => attach(files.files));
    document.addEventListener("dragover", (event) => {
      if (!carriesFiles(event) || isElsewhere(event)) return;
      event.preventDefault();
      composer.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) composer.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      composer.classList.remove("dropping");
      if (!carriesFiles(event) || isElsewhere(event)) return;
      event.preventDefault();
      attach([...files.files, ...event.dataTransfer.files]);
      text.focus();
    });
    text.addEventListener("paste", (event) => {
      if (event.clipboardData?.files.length) attach([...files.files, ...event.clipboardData.files]);
    });
  }

  // --- menus: open one closes when one goes elsewhere ---

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.drop[open]").forEach((menu) => {
      if (!menu.contains(event.target) || event.target.closest("[hx-post], .sheet a")) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.drop[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  toEnd();
  showModals();
})();
