import { useState } from 'react';
import { CameraOutlined, ScanOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../api/image-types.js';
import { FileButton } from './file-button.js';
import { ReadingDialog } from './reading-dialog.js';
import { pictureTypes } from './sources.js';

/**
 * Reads a document off a photo for a person to confirm. `onTake` is told what they confirmed, and the photo if it is
 * to be kept with the document.
 */
export function ReadPhoto({ onTake }: { onTake: (reading: Reading, photo: File | undefined) => void }) {
  const { t } = useTranslation();
  const [photo, setPhoto] = useState<File>();
  const choose = ([file]: File[]) => setPhoto(file);
  return (
    <div className="row">
      <FileButton
        icon={<ScanOutlined />}
        label={t('images.read.open')}
        accept={pictureTypes}
        onFiles={choose}
      />
      <FileButton
        camera
        className="for-touch"
        icon={<CameraOutlined />}
        label={t('images.camera')}
        accept={pictureTypes}
        onFiles={choose}
      />
      {photo ? (
        <ReadingDialog
          key={`${photo.name} ${photo.lastModified}`}
          photo={photo}
          onOther={choose}
          onTake={(reading, keep) => {
            setPhoto(undefined);
            onTake(reading, keep ? photo : undefined);
          }}
          onClose={() => setPhoto(undefined)}
        />
      ) : null}
    </div>
  );
}
