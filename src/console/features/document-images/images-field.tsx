import { useEffect, useRef, useState } from 'react';
import { CameraOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../components/use-problem-text.js';
import { useFormat } from '../../i18n/use-format.js';
import { FileButton } from './file-button.js';
import { isImageId, pictureTypes, scanTypes, uploadScan } from './sources.js';
import { Thumbnail } from './thumbnail.js';
import './document-images.css';

/** As many as a document may name. */
const MOST = 20;

/**
 * Scans of one document as a field of a form: its value are the ids. What is removed before the form is saved is not
 * named by anybody, and the service forgets it within a day.
 */
export function ImagesField(props: {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  /** Photos that came in elsewhere, such as one that was read; each is uploaded once. */
  incoming?: File | undefined;
  label: string;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const problemText = useProblemText();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [mediaTypes, setMediaTypes] = useState<Record<string, string>>({});
  const { value = [], onChange, incoming, label } = props;
  const latest = useRef(value);
  latest.current = value;

  const add = async (files: File[]) => {
    setError(null);
    try {
      for (const file of files.slice(0, MOST - latest.current.length)) {
        setShare(0);
        const image = await uploadScan(file, { language, onProgress: setShare });
        setMediaTypes((known) => ({ ...known, [image.id]: image.mediaType }));
        latest.current = [...latest.current, image.id];
        onChange?.(latest.current);
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setShare(null);
    }
  };
  const seen = useRef<File>(undefined);
  useEffect(() => {
    if (!incoming || seen.current === incoming) return;
    seen.current = incoming;
    void add([incoming]);
    // Only a new photo counts; `add` is another function each time.
  }, [incoming]);

  const shown = value.filter(isImageId);
  const problem = error ? problemText(error) : null;
  return (
    <div className="scans" id={props.id} role="group" aria-label={label}>
      {shown.map((id, index) => (
        <div key={id} className="scan-frame">
          <Thumbnail
            id={id}
            mediaType={mediaTypes[id]}
            label={t('images.numbered', { label, number: index + 1 })}
          />
          <Button
            size="small"
            shape="circle"
            className="scan-remove"
            icon={<CloseOutlined />}
            aria-label={t('images.remove', { number: index + 1 })}
            onClick={() => onChange?.(value.filter((one) => one !== id))}
          />
        </div>
      ))}
      {share === null ? null : (
        <div className="scan-progress">
          <Progress
            type="circle"
            size={40}
            percent={Math.round(share * 100)}
            aria-label={t('images.uploading')}
          />
        </div>
      )}
      {value.length < MOST ? (
        <>
          <FileButton
            multiple
            icon={<PlusOutlined />}
            label={t('images.add')}
            accept={scanTypes}
            disabled={share !== null}
            onFiles={(files) => void add(files)}
          />
          <FileButton
            camera
            className="for-touch"
            icon={<CameraOutlined />}
            label={t('images.camera')}
            accept={pictureTypes}
            disabled={share !== null}
            onFiles={(files) => void add(files)}
          />
        </>
      ) : null}
      {problem ? (
        <div role="alert" className="scan-problem">
          <strong>{problem.title}</strong> {problem.text}
        </div>
      ) : null}
    </div>
  );
}
