import { useState } from 'react';
import { FileImageOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { downloadUrl, isPdf, previewUrl } from './sources.js';
import './document-images.css';

/** A scan in small; a click shows it large. A PDF is only ever downloaded. */
export function Thumbnail({
  id,
  mediaType,
  label,
}: {
  id: string;
  mediaType: string | undefined;
  label: string;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  if (isPdf(mediaType) || failed) {
    return (
      <a
        className="scan scan-file"
        href={downloadUrl(id)}
        download
        aria-label={t('images.downloadNamed', { label })}
      >
        {isPdf(mediaType) ? <FilePdfOutlined aria-hidden="true" /> : <FileImageOutlined aria-hidden="true" />}
        <span aria-hidden="true">{isPdf(mediaType) ? 'PDF' : t('images.noPreview')}</span>
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        className="scan"
        aria-label={t('images.enlarge', { label })}
        onClick={() => setOpen(true)}
      >
        <img src={previewUrl(id)} alt="" loading="lazy" onError={() => setFailed(true)} />
      </button>
      {open ? (
        <Modal
          open
          width={900}
          title={label}
          onCancel={() => setOpen(false)}
          footer={
            <>
              <Button href={downloadUrl(id)} download>
                {t('images.download')}
              </Button>
              <Button type="primary" onClick={() => setOpen(false)}>
                {t('common.close')}
              </Button>
            </>
          }
        >
          <img className="scan-large" src={previewUrl(id)} alt={label} />
        </Modal>
      ) : null}
    </>
  );
}
