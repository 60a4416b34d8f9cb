import type { Page } from 'playwright-core';

/** What a pair of eyes would find wrong with the layout as it stands. */
export function layoutFaults(page: Page, inSight: readonly string[] = []): Promise<string[]> {
  return page.evaluate(findFaults, inSight);
}

/** Runs in the page, and so has everything it needs in itself. */
function findFaults(inSight: readonly string[]): string[] {
  const TOUCH_PX = 48;
  const STRIP_PX = 64;
  /** Half pixels of the layout are no faults. */
  const SLACK_PX = 1;
  const CONTROLS = 'button, a[href], input, select, textarea, summary';
  const TEXTS = `${CONTROLS}, label, legend, p, h1, h2, h3, li, dt, dd, td, th, span, strong, time`;

  const shown = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    const isHiddenToEyes = element.closest('.vp-visually-hidden') !== null;
    return element.checkVisibility({ visibilityProperty: true }) && width > 2 && height > 2 && !isHiddenToEyes;
  };
  const named = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50);
    return `${element.tagName.toLowerCase()} "${words || element.className}"`;
  };
  const all = (selector: string): Element[] => [...document.querySelectorAll(selector)].filter(shown);
  const clips = (element: Element): boolean => /hidden|clip/.test(getComputedStyle(element).overflow);
  const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflow);
  const ancestors = (element: Element): Element[] => {
    const found: Element[] = [];
    for (let at = element.parentElement; at !== null; at = at.parentElement) found.push(at);
    return found;
  };

  // A strip of choices may be swiped.
  const isStrip = (box: Element): boolean => box.clientHeight <= STRIP_PX && box.closest('nav') === null;
  const wide = [document.documentElement, ...all('*').filter(scrolls)]
    .filter((box) => box.scrollWidth > box.clientWidth + SLACK_PX && !isStrip(box))
    .map((box) => `scrolls sideways by ${box.scrollWidth - box.clientWidth}: ${named(box)}`);

  const cut = all(TEXTS)
    .filter((element) => getComputedStyle(element).display !== 'inline' && !scrolls(element))
    .filter((element) => element.scrollWidth > element.clientWidth + SLACK_PX && element.clientWidth > 0)
    .filter((element) => element.matches(CONTROLS) || clips(element))
    .filter((element) => element.closest('[title]') === null && !element.matches('input'))
    .map((element) => `cut by ${element.scrollWidth - element.clientWidth}: ${named(element)}`);

  const outside = all(CONTROLS).flatMap((control) => {
    const box = control.getBoundingClientRect();
    const boxes = ancestors(control);
    // What scrolls shows it when asked to.
    const until = boxes.findIndex(scrolls);
    const holders = boxes.slice(0, until === -1 ? boxes.length : until).filter(clips);
    const isCut = holders.some((holder) => {
      const frame = holder.getBoundingClientRect();
      return box.right > frame.right + SLACK_PX || box.left < frame.left - SLACK_PX;
    });
    const isOut = until === -1 && (box.right > innerWidth + SLACK_PX || box.left < -SLACK_PX);
    return isCut || isOut ? [`not whole in sight: ${named(control)}`] : [];
  });

  const touched = (control: Element): Element =>
    control.matches('[type="checkbox"], [type="radio"], [type="range"]')
      ? (control.closest('label') ?? control)
      : control;
  const small = all(CONTROLS)
    .filter((control) => getComputedStyle(control).display !== 'inline')
    .filter((control) => touched(control).getBoundingClientRect().height < TOUCH_PX - SLACK_PX / 2)
    .map((control) => `only ${Math.round(touched(control).getBoundingClientRect().height)} px high: ${named(control)}`);

  const missing = inSight
    .filter((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return box === undefined || box.top < 0 || box.bottom > innerHeight + SLACK_PX;
    })
    .map((selector) => `not in sight without scrolling: ${selector}`);

  return [...new Set([...wide, ...cut, ...outside, ...small, ...missing])];
}
