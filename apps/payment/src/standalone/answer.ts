/** What the recorded server answers: JSON, or a refusal. */
export type Answer = unknown;

/** A refusal, as the server words it. */
export class No {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    this.status = status;
    this.code = code;
  }
}

export function no(status: number, code: string): No {
  return new No(status, code);
}

export function toResponse(answer: Answer): Response {
  if (!(answer instanceof No)) return Response.json(answer);
  const { status, code } = answer;
  return Response.json({ type: `urn:vppos:problem:${code}`, title: 'No', status }, { status });
}
