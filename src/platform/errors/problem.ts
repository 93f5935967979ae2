import type { Language, Text } from '../text/text.js';

/** One located fault in a body: an RFC 6901 pointer, a stable code, a sentence for the reader. */
export interface FieldFault {
  pointer: string;
  code: string;
  message: Text;
}

interface Definition {
  code: string;
  status: number;
  title: Text;
}

const catalogue = new Map<string, Definition>();

/** Every problem the service may answer with; the error catalogue in the documents is made from it. */
export function problemCatalogue(): readonly Definition[] {
  return [...catalogue.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** An error with a stable code that becomes an RFC 9457 answer. Never carries personal data. */
export class Problem extends Error {
  constructor(
    readonly definition: Definition,
    readonly detail?: Text,
    readonly faults?: readonly FieldFault[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${definition.code}: ${detail?.en ?? definition.title.en}`);
    this.name = 'Problem';
  }

  get status(): number {
    return this.definition.status;
  }

  get code(): string {
    return this.definition.code;
  }

  /** The `application/problem+json` body in the reader's language. */
  toBody(language: Language, instance?: string): Record<string, unknown> {
    const { code, status, title } = this.definition;
    return {
      type: `https://mingjian.invalid/problems/${code}`,
      title: title[language],
      status,
      detail: (this.detail ?? title)[language],
      ...(instance === undefined ? {} : { instance }),
      code,
      ...(this.faults
        ? {
            errors: this.faults.map(({ pointer, code, message }) => ({
              pointer,
              code,
              message: message[language],
            })),
          }
        : {}),
    };
  }
}

export interface ProblemOptions {
  detail?: Text;
  faults?: readonly FieldFault[];
  headers?: Record<string, string>;
}

/** Declares a kind of problem once; calling the result makes the error to throw. */
export function defineProblem(
  code: string,
  status: number,
  title: Text,
): (options?: ProblemOptions) => Problem {
  const definition = { code, status, title };
  if (catalogue.has(code)) throw new Error(`problem ${code} is declared twice`);
  catalogue.set(code, definition);
  return ({ detail, faults, headers } = {}) => new Problem(definition, detail, faults, headers);
}
