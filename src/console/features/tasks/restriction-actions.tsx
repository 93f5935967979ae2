import { useState } from 'react';
import { Button, Form, Input, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Restriction } from '../../api/task-types.js';
import { may } from '../../app/permissions.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useUser } from '../session/use-session.js';
import { MeasuresSeen } from './measures-seen.js';
import { useTaskPost } from './use-task-post.js';

type Act = 'approval' | 'refusal' | 'ending' | 'lifting';

/** What may be done with a restriction now; whoever proposed it is told that another person decides. */
export function RestrictionActions({ one }: { one: Restriction }) {
  const { t } = useTranslation();
  const user = useUser();
  const [act, setAct] = useState<Act>();
  const own = one.proposedBy === user.username || one.proposedBy === user.displayName;
  const ownEnd = (one.events ?? []).some(({ kind, by }) => kind === 'end-proposed' && by === user.username);
  const button = (name: Act, primary = false) => (
    <Button size="small" type={primary ? 'primary' : 'default'} onClick={() => setAct(name)}>
      {t(`tasks.restriction.${name}`)}
    </Button>
  );
  const lifting = one.status === 'in-force' && may(user, 'tasks.decide');
  const deciding = one.status === 'proposed' && may(user, 'restrictions.approve');
  if (!lifting && !deciding) return null;
  return (
    <div className="row">
      {lifting && !ownEnd ? button(one.endProposedAt ? 'lifting' : 'ending') : null}
      {lifting && ownEnd ? <Reserved act="lifting" why={t('tasks.restriction.ownEnd')} /> : null}
      {deciding && own ? <Reserved act="approval" why={t('tasks.restriction.own')} /> : null}
      {deciding && !own ? (
        <>
          {button('approval', true)}
          {button('refusal')}
        </>
      ) : null}
      {act ? <ActDialog one={one} act={act} onClose={() => setAct(undefined)} /> : null}
    </div>
  );
}

/** What another person has to do, with the reason. */
function Reserved({ act, why }: { act: Act; why: string }) {
  const { t } = useTranslation();
  return (
    <Tooltip title={why}>
      <span tabIndex={0} role="note" aria-label={why}>
        <Button size="small" disabled>
          {t(`tasks.restriction.${act}`)}
        </Button>
      </span>
    </Tooltip>
  );
}

function ActDialog({ one, act, onClose }: { one: Restriction; act: Act; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ note: string }>();
  const post = useTaskPost<{ note: string }>(`tasks.restriction.done.${act}`);
  const problem = useFormProblem(form, post.error);
  return (
    <FormDialog<{ note: string }>
      title={t(`tasks.restriction.title.${act}`)}
      okText={t(`tasks.restriction.${act}`)}
      form={form}
      pending={post.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(body) =>
        post.mutate(
          { path: `/restrictions/${encodeURIComponent(one.id)}/${act === 'ending' ? 'lifting' : act}`, body },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <div>
        <MeasuresSeen {...one} />
      </div>
      <Form.Item
        name="note"
        label={t('tasks.restriction.note')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
