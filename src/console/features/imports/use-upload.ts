import { useRef, useState } from 'react';
import type { Query } from '../../api/client.js';
import { upload } from '../../api/upload.js';
import { useFormat } from '../../i18n/use-format.js';

/** One upload at a time, with its share sent; `start` answers the id of the import or null. */
export function useUpload() {
  const { language } = useFormat();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);

  const start = async (
    path: string,
    file: File,
    options: { type: string; query: Query },
  ): Promise<string | null> => {
    abort.current = new AbortController();
    setError(null);
    setShare(0);
    try {
      const answer = await upload<{ id: string }>(path, file, {
        ...options,
        language,
        onProgress: setShare,
        signal: abort.current.signal,
      });
      return answer.id;
    } catch (failure) {
      if (!abort.current.signal.aborted) setError(failure);
      return null;
    } finally {
      setShare(null);
    }
  };
  return { share, error, start, cancel: () => abort.current?.abort(), reset: () => setError(null) };
}
