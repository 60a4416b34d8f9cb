/** How many files and sockets this process may have open, or null where nobody says. */
export function openFileLimit(): number | null {
  // Without this a report asks the DNS about every open socket; its types do not know the switch yet.
  Reflect.set(process.report, 'excludeNetwork', true);
  const report: unknown = process.report.getReport();
  const soft = at(at(at(report, 'userLimits'), 'open_files'), 'soft');
  return typeof soft === 'number' ? soft : null;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
