import { newTemplate } from './content-api';
import { isRecord } from './content-render';
import type { Input } from './control-input';
import { ControlError } from './errors';
import { newSid } from './signature';
import type { Approval, ApprovalState, Template } from './types';
import type { World } from './world';

const states: readonly ApprovalState[] = [
  'unsubmitted',
  'received',
  'pending',
  'approved',
  'rejected',
  'paused',
  'disabled',
];

function readApproval(input: Input, before: Approval): Approval {
  return {
    status: input.oneOf('status', states) ?? before.status,
    name: input.text('name') ?? before.name,
    category: input.text('category') ?? before.category,
    rejectionReason: input.text('rejectionReason') ?? before.rejectionReason,
    allowCategoryChange: input.flag('allowCategoryChange') ?? before.allowCategoryChange,
  };
}

/**
 * Seeds one template with the caller's own sid, or writes it anew. Without `approval` it is approved as
 * UTILITY, so that a demo works at once.
 */
export function seedTemplate(world: World, input: Input): Template {
  const sid = input.text('sid') ?? newSid('HX');
  if (!/^HX[0-9a-fA-F]{32}$/.test(sid)) throw new ControlError('sid: must be HX and 32 hex digits');
  const types = input.record('types');
  if (!types || !Object.values(types).every(isRecord)) throw new ControlError('types: is required');
  const variables = input.record('variables') ?? {};
  const friendlyName = input.text('friendlyName') ?? sid;
  const template = newTemplate(world.store.clock.now(), {
    sid,
    friendlyName,
    language: input.text('language') ?? 'en',
    variables: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    types: types as Template['types'],
  });
  const approved: Approval = {
    ...template.approval,
    status: 'approved',
    name: friendlyName,
    category: 'UTILITY',
  };
  const approval = input.child('approval');
  template.approval = approval ? readApproval(approval, approved) : approved;
  world.store.saveTemplate(template);
  return template;
}

/** PATCH: changes approval state, category or reason of a known template. */
export function changeTemplate(world: World, input: Input): Template {
  const template = world.store.template(input.needText('sid'));
  if (!template) throw new ControlError('sid: unknown template', 404);
  template.approval = readApproval(input.child('approval') ?? input, template.approval);
  template.updatedAt = world.store.clock.now();
  world.store.saveTemplate(template);
  return template;
}
