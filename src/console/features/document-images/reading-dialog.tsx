import { useEffect, useState } from 'react';
import { Button, Checkbox, Modal, Progress, Spin } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { upload } from '../../api/upload.js';
import type { Reading } from '../../api/image-types.js';
import { Notice } from '../../components/notice.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useFormat } from '../../i18n/use-format.js';
import { FileButton } from './file-button.js';
import { ReadingCandidate } from './reading-candidate.js';
import { pictureTypes } from './sources.js';
import './document-images.css';

/** The photo beside what it seems to say. Nothing is taken over but by a click on one of the candidates. */
export function ReadingDialog(props: {
  photo: File;
  onTake: (reading: Reading, keep: boolean) => void;
  onOther: (files: File[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { photo, onTake, onOther, onClose } = props;
  const [share, setShare] = useState(0);
  const [keep, setKeep] = useState(true);
  const picture = useObjectUrl(photo);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['document-reading', photo.name, photo.size, photo.lastModified, language],
    queryFn: ({ signal }) => {
      setShare(0);
      return upload<{ candidates: Reading[] }>('/document-readings', photo, {
        type: photo.type,
        language,
        onProgress: setShare,
        signal,
      });
    },
    retry: false,
    // What was read off one photo is not for another, nor to be kept in memory.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const other = (
    <FileButton
      label={t('images.read.other')}
      accept={pictureTypes}
      disabled={isFetching}
      onFiles={onOther}
    />
  );
  return (
    <Modal
      open
      width={900}
      title={t('images.read.title')}
      onCancel={onClose}
      footer={
        <div className="row reading-foot">
          <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
            {t('images.read.keep')}
          </Checkbox>
          {other}
          <Button onClick={onClose}>{t('images.read.type')}</Button>
        </div>
      }
    >
      <div className="reading">
        {picture ? <img className="reading-photo" src={picture} alt={t('images.read.photo')} /> : <span />}
        <div className="stack" aria-live="polite">
          {isFetching ? (
            <div className="reading-wait" role="status">
              {share < 1 ? (
                <Progress percent={Math.round(share * 100)} aria-label={t('images.uploading')} />
              ) : (
                <Spin />
              )}
              <span>{t(share < 1 ? 'images.uploading' : 'images.read.reading')}</span>
              <span className="muted">{t('images.read.patience')}</span>
            </div>
          ) : error ? (
            <ProblemPanel compact error={error} onRetry={() => void refetch()} />
          ) : data && data.candidates.length > 0 ? (
            <>
              <p className="reading-lead">{t('images.read.compare')}</p>
              {data.candidates.map((reading, index) => (
                <ReadingCandidate key={index} reading={reading} onTake={() => onTake(reading, keep)} />
              ))}
            </>
          ) : data ? (
            <Notice compact title={t('images.read.nothing.title')} text={t('images.read.nothing.text')} />
          ) : null}
        </div>
      </div>
    </Modal>
  );
}

function useObjectUrl(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
