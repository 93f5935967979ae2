import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { Form, Modal, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';

/**
 * Whether a key pressed in a form sends it: Enter in a line of text, Ctrl and Enter in a text of many lines. Enter also
 * chooses from a list, takes a day and ends a word of an input method, which all send nothing.
 */
function sends({ key, ctrlKey, metaKey, nativeEvent, target }: KeyboardEvent, scanned: boolean): boolean {
  if (key !== 'Enter' || nativeEvent.isComposing) return false;
  if (target instanceof HTMLTextAreaElement || scanned) return ctrlKey || metaKey;
  return (
    target instanceof HTMLInputElement &&
    ['text', 'search', 'password', 'tel', 'email'].includes(target.type) &&
    target.getAttribute('role') !== 'combobox' &&
    !target.closest('.ant-picker, .ant-select')
  );
}

/** A dialog that is one form: Enter and the first button send it, what is wrong stands on top. */
export function FormDialog<Values extends object>({
  title,
  okText,
  form,
  pending,
  problem,
  initialValues,
  onFinish,
  onClose,
  width,
  danger = false,
  scanned = false,
  children,
}: {
  title: string;
  okText?: string;
  form: FormInstance<Values>;
  pending: boolean;
  problem: ReactNode;
  initialValues: ComponentProps<typeof Form<Values>>['initialValues'];
  onFinish: (values: Values) => void;
  onClose: () => void;
  /** In pixels, for forms that need more than one column. */
  width?: number;
  /** For what cannot be undone. */
  danger?: boolean;
  /** Card readers type into it and end with Enter, which must not send a half-filled form; with Ctrl it does. */
  scanned?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      okText={okText ?? t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={pending}
      okButtonProps={{ danger }}
      {...(width === undefined ? {} : { width })}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {problem}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialValues}
        onFinish={onFinish}
        onKeyDown={(event) => {
          if (!sends(event, scanned || danger)) return;
          event.preventDefault();
          if (!pending) form.submit();
        }}
      >
        {children}
      </Form>
    </Modal>
  );
}
