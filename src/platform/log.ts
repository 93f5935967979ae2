import { pino, type Logger } from 'pino';

export type Log = Logger;

/**
 * Structured log. ERROR means somebody must act now; WARN, something is off and was handled; a client's mistake is
 * INFO. Bodies, names and numbers of customers never get here; the redaction is a second line of defence.
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'req.headers',
        'res.headers',
        '*.password',
        '*.token',
        '*.key',
        '*.parameters',
        'err.parameters',
        'err.detail',
        'err.where',
        'err.query',
        'err.driverError',
      ],
      remove: true,
    },
    serializers: {
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        message: safeMessage(error),
        stack: stackWithoutMessage(error),
      }),
    },
  });
}

/** Database messages quote values; only their code and the constraint are kept. */
function safeMessage(error: Error & { code?: string; constraint?: string; severity?: string }): string {
  if (error.name === 'QueryFailedError' || error.severity !== undefined)
    return `database error ${error.code ?? ''} ${error.constraint ?? ''}`.trim();
  return error.message;
}

function stackWithoutMessage(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}
