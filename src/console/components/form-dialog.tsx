import type { ComponentProps, ReactNode } from 'react';
import { Form, Modal, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';

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
      >
        {children}
      </Form>
    </Modal>
  );
}
