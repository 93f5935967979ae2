import { App, Form, Input, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { PersonRole, User } from '../../api/admin-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { BranchSelect } from '../branches/branch-select.js';
import { useUser } from '../session/use-session.js';

const roles: PersonRole[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'administrator',
];

interface Values {
  username: string;
  displayName: string;
  roles: PersonRole[];
  branch: string;
  password?: string;
}

/** Creates a user or changes one; an empty password leaves the old one. */
export function UserDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: (values: Values) => {
      const { password, username, ...rest } = values;
      if (!user) return api.post<User>('/users', { username, password, ...rest });
      const own = user.username === me.username;
      const change = {
        ...(own ? { displayName: rest.displayName, branch: rest.branch } : rest),
        ...(password ? { password } : {}),
      };
      return api.patch<User>(`/users/${encodeURIComponent(user.id)}`, change, { version: user.version });
    },
    onSuccess: () => {
      message.success(t('users.saved'));
      void client.invalidateQueries({ queryKey: ['list', '/users'] });
      onClose();
    },
  });
  const problem = useFormProblem(form, save.error);
  const own = user?.username === me.username;
  const required = [{ required: true, message: t('common.required') }];
  return (
    <FormDialog
      title={user ? t('users.editOf', { name: user.displayName }) : t('users.create')}
      form={form}
      pending={save.isPending}
      problem={problem}
      initialValues={user ? { ...user } : { roles: ['compliance-officer'] }}
      onFinish={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="username"
        label={t('users.username')}
        rules={required}
        extra={user ? undefined : t('users.usernameHint')}
      >
        <Input disabled={user !== null} autoComplete="off" maxLength={64} />
      </Form.Item>
      <Form.Item name="displayName" label={t('users.displayName')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('users.roles')}
        rules={required}
        extra={own ? t('users.ownRoles') : undefined}
      >
        <Select
          mode="multiple"
          disabled={own}
          options={roles.map((value) => ({ value, label: t(`terms.role.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="branch" label={t('users.branch')} rules={required}>
        <BranchSelect />
      </Form.Item>
      <Form.Item
        name="password"
        label={user ? t('users.newPassword') : t('users.password')}
        extra={user ? t('users.newPasswordHint') : t('users.passwordHint')}
        rules={[
          { required: !user, message: t('common.required') },
          { min: 12, message: t('users.passwordShort') },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
    </FormDialog>
  );
}
