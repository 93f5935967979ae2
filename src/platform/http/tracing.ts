import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Log } from '../log.js';

/**
 * Gives each request its id and, at level debug, a line in the log. What failed is logged where the problem is
 * answered, with its cause. A logger per request is not made when nobody will read it.
 */
export function tracing(log: Log): RequestHandler {
  if (!log.isLevelEnabled('debug')) {
    return (request, _response, next) => {
      request.id = randomUUID();
      next();
    };
  }
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: () => randomUUID(),
    customLogLevel: () => 'debug',
    // Query strings are left out: an address must not carry personal data, but a person may have put some there.
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0],
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}
