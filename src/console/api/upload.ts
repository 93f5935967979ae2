import { apiUrl, type Query } from './client.js';
import { Problem } from './problem.js';
import type { ProblemBody } from './types.js';

/**
 * Sends a file as the raw body and tells how much has left; `fetch` cannot tell.
 * `onProgress` gets a share from 0 to 1.
 */
export function upload<T>(
  path: string,
  file: File,
  options: {
    query?: Query;
    type: string;
    language: string;
    onProgress: (share: number) => void;
    signal?: AbortSignal;
  },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiUrl(path, options.query));
    request.setRequestHeader('content-type', options.type);
    request.setRequestHeader('accept-language', options.language);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) options.onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem({ status: 0, code: 'unreachable' }));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = undefined;
      }
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(new Problem({ ...(body as ProblemBody | undefined), status: request.status }));
    };
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
