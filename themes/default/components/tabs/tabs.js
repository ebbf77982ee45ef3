// Makes tabs of sections that stand one after the other, as the ARIA Authoring Practices describe them:
// arrow keys choose, Home and End lead to the ends, and the Tab key goes on to the panel.
(() => {
  'use strict';

  const words = {
    list: 'Variants',
  };
  // From each panel to the function that shows it.
  const panels = new WeakMap();
  let panelNumber = 0;

  function makeTabs(group) {
    const sections = [...group.children].filter(child => child.matches('.tab'));
    if (sections.length < 2) return;
    const list = document.createElement('div');
    list.className = 'tab-list';
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', words.list);
    const tabs = sections.map(makeTab);
    list.append(...tabs);
    group.prepend(list);

    const choose = index => {
      tabs.forEach((tab, at) => {
        tab.setAttribute('aria-selected', String(at === index));
        tab.tabIndex = at === index ? 0 : -1;
        setShown(sections[at], at === index);
      });
    };
    tabs.forEach((tab, index) => {
      tab.addEventListener('click', () => choose(index));
      tab.addEventListener('keydown', event => {
        const next = target(event, index, tabs.length);
        if (next === null) return;
        event.preventDefault();
        choose(next);
        tabs[next].focus();
      });
      sections[index].addEventListener('beforematch', () => choose(index));
      panels.set(sections[index], () => choose(index));
    });
    choose(0);
  }

  function makeTab(section) {
    const title = [...section.children].find(child => child.matches('.tab-title'));
    panelNumber += 1;
    section.id ||= `wm-panel-${panelNumber}`;
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.className = 'tab-button';
    tab.id = `wm-tab-${panelNumber}`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', section.id);
    tab.textContent = title ? title.textContent : String(panelNumber);
    section.setAttribute('role', 'tabpanel');
    section.setAttribute('aria-labelledby', tab.id);
    return tab;
  }

  // What is hidden "until found" the browser's search still finds, where it can. But its empty box is there, and
  // must be kept from the keyboard and from screen readers.
  function setShown(panel, isShown) {
    if (isShown) {
      panel.tabIndex = 0;
      panel.removeAttribute('hidden');
      panel.removeAttribute('aria-hidden');
    } else {
      panel.removeAttribute('tabindex');
      panel.setAttribute('hidden', 'until-found');
      panel.setAttribute('aria-hidden', 'true');
    }
  }

  // The tab that a key leads to; null where the key is none of ours.
  function target(event, index, count) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
    const leftToRight = getComputedStyle(event.target).direction === 'ltr';
    switch (event.key) {
      case 'ArrowRight': return (index + (leftToRight ? 1 : count - 1)) % count;
      case 'ArrowLeft': return (index + (leftToRight ? count - 1 : 1)) % count;
      case 'Home': return 0;
      case 'End': return count - 1;
      default: return null;
    }
  }

  // Shows what the address names, through all tabs that hide it.
  function showTarget() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // Then as it is written.
    }
    const named = id && document.getElementById(id);
    // A title is the name of its tab now, and has no place of its own.
    const isTitle = named && named.matches('.tab-title');
    let moved = isTitle;
    for (let part = named; part; part = part.parentElement) {
      if (!panels.has(part)) continue;
      moved ||= part.hasAttribute('hidden');
      panels.get(part)();
    }
    if (moved) (isTitle ? named.closest('.tabs') : named).scrollIntoView();
  }

  // Also those that an edit brings into the preview.
  function connect() {
    for (const group of document.querySelectorAll('.tabs')) {
      if (!group.waymark) makeTabs(group);
      group.waymark = true;
    }
  }

  connect();
  addEventListener('waymark:connect', connect);
  showTarget();
  addEventListener('hashchange', showTarget);
  // A link to where the address leads already changes nothing, but a tab may have been chosen since.
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href*="#"]');
    if (link && link.href === location.href) setTimeout(showTarget);
  });
})();
