/** An error of any endpoint, `application/problem+json` (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: readonly { path: string; message: string }[];
}
