type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A field as it was before a burst; `restore` takes out what the burst typed. */
export interface KeptField {
  restore(): void;
}

/** Keeps what stands in the field that keys go to; null where keys write nothing. */
export function keepField(target: EventTarget | null): KeptField | null {
  if (!isTextField(target)) return null;
  const { value, selectionStart, selectionEnd } = target;
  return {
    restore: () => {
      if (target.value === value) return;
      setValue(target, value);
      target.dispatchEvent(new Event('input', { bubbles: true }));
      // A number field has no caret to put back.
      if (selectionStart !== null) target.setSelectionRange(selectionStart, selectionEnd);
    },
  };
}

/** Inputs that keys write nothing into: a space ticks, presses or opens them. */
const WITHOUT_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type);
  return target instanceof HTMLTextAreaElement;
}

/** By the prototype's own setter: React watches the element's, and would take its own value for no change. */
function setValue(field: TextField, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  const setter = Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
  if (setter === undefined) field.value = value;
  else setter.call(field, value);
}
