import type { FieldProblem, ProblemBody } from './types.js';

/** A refused or failed request; `status` 0 means that the service could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly errors: FieldProblem[];

  constructor(body: ProblemBody) {
    super(body.title ?? `HTTP ${body.status}`);
    this.name = 'Problem';
    this.status = body.status;
    this.code = body.code ?? `http-${body.status}`;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
  }
}

export const isProblem = (error: unknown, status?: number): error is Problem =>
  error instanceof Problem && (status === undefined || error.status === status);

/** The problem of an answer that was not a success, whatever its body. */
export async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    try {
      return new Problem({ ...((await response.json()) as ProblemBody), status: response.status });
    } catch {
      // An unreadable body says no more than its status.
    }
  }
  return new Problem({ status: response.status });
}
