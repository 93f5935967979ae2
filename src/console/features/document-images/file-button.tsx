import { useRef, type ReactNode } from 'react';
import { Button } from 'antd';
import './document-images.css';

/** A button that lets a person choose files; with `camera` a phone or tablet opens its camera. */
export function FileButton(props: {
  label: string;
  accept: string;
  camera?: boolean;
  multiple?: boolean;
  icon?: ReactNode;
  size?: 'small' | 'middle';
  className?: string;
  loading?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={props.icon}
        size={props.size ?? 'middle'}
        className={props.className}
        loading={props.loading ?? false}
        disabled={props.disabled ?? false}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        className="file-input"
        accept={props.accept}
        {...(props.camera ? { capture: 'environment' as const } : {})}
        multiple={props.multiple ?? false}
        aria-label={props.label}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file again is a choice, too.
          event.target.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
    </>
  );
}
