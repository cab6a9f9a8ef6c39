import { toIsoSeconds } from './clock';
import { isRecord } from './content-render';
import { TwilioError } from './errors';
import { type Call, readBody, sendJson } from './http';
import { newSid } from './signature';
import type { Template } from './types';
import type { World } from './world';

const bodyLimit = 256 * 1024;

/** A new template that nobody has approved yet. */
export function newTemplate(
  now: number,
  draft: Pick<Template, 'sid' | 'friendlyName' | 'language' | 'variables' | 'types'>,
): Template {
  return {
    ...draft,
    createdAt: now,
    updatedAt: now,
    approval: {
      status: 'unsubmitted',
      name: '',
      category: '',
      rejectionReason: '',
      allowCategoryChange: true,
    },
  };
}

function toContentResource(world: World, template: Template): Record<string, unknown> {
  const url = `${world.baseUrl}/v1/Content/${template.sid}`;
  return {
    account_sid: world.accountSid,
    date_created: toIsoSeconds(template.createdAt),
    date_updated: toIsoSeconds(template.updatedAt),
    friendly_name: template.friendlyName,
    language: template.language,
    links: {
      approval_create: `${url}/ApprovalRequests/whatsapp`,
      approval_fetch: `${url}/ApprovalRequests`,
    },
    sid: template.sid,
    types: template.types,
    url,
    variables: template.variables,
  };
}

function toApproval(template: Template): Record<string, unknown> {
  const { approval } = template;
  return {
    allow_category_change: approval.allowCategoryChange,
    category: approval.category,
    content_type: Object.keys(template.types)[0] ?? 'twilio/text',
    flows: null,
    name: approval.name,
    rejection_reason: approval.rejectionReason,
    status: approval.status,
    type: 'whatsapp',
  };
}

/** The Content API: `segments` is the path after `/v1/Content`. */
export class ContentApi {
  constructor(private readonly world: World) {}

  async handle(call: Call, segments: readonly string[]): Promise<void> {
    const [sid, second, third] = segments;
    if (sid === undefined) {
      if (call.method === 'POST') return this.create(call);
      return this.list(call);
    }
    const template = this.world.store.template(sid);
    if (!template) throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
    if (second === undefined) return this.handleOne(call, template);
    if (second === 'ApprovalRequests' && third === 'whatsapp' && call.method === 'POST')
      return this.submit(call, template);
    if (second === 'ApprovalRequests' && third === undefined) return this.sendApproval(call, template);
    throw new TwilioError(404, 20404, `The requested resource ${call.path} was not found`);
  }

  private async readJson(call: Call): Promise<Record<string, unknown>> {
    try {
      const parsed: unknown = JSON.parse(await readBody(call.request, bodyLimit));
      if (isRecord(parsed)) return parsed;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw new TwilioError(400, 20001, 'The request body is not a JSON object');
  }

  private async create(call: Call): Promise<void> {
    const { store } = this.world;
    const input = await this.readJson(call);
    const { types, language, friendly_name: friendlyName, variables } = input;
    if (!isRecord(types) || Object.keys(types).length === 0)
      throw new TwilioError(400, 20001, "'types' is required");
    if (!Object.values(types).every(isRecord))
      throw new TwilioError(400, 20001, "'types' holds something that is no content");
    if (typeof language !== 'string' || language === '')
      throw new TwilioError(400, 20001, "'language' is required");
    for (const content of Object.values(types as Template['types'])) refuseNameless(content);
    const template = newTemplate(store.clock.now(), {
      sid: newSid('HX'),
      friendlyName: typeof friendlyName === 'string' ? friendlyName : '',
      language,
      variables: readStrings(variables),
      types: types as Template['types'],
    });
    store.saveTemplate(template);
    sendJson(call.response, 201, toContentResource(this.world, template));
  }

  private list(call: Call): void {
    const pageSize = Math.min(Math.max(Number(call.query.get('PageSize')) || 50, 1), 1000);
    const page = Math.max(Math.trunc(Number(call.query.get('Page')) || 0), 0);
    const all = this.world.store.templates();
    const addressOf = (number: number) =>
      `${this.world.baseUrl}/v1/Content?PageSize=${pageSize}&Page=${number}`;
    sendJson(call.response, 200, {
      contents: all
        .slice(page * pageSize, (page + 1) * pageSize)
        .map((one) => toContentResource(this.world, one)),
      meta: {
        first_page_url: addressOf(0),
        key: 'contents',
        next_page_url: (page + 1) * pageSize < all.length ? addressOf(page + 1) : null,
        page,
        page_size: pageSize,
        previous_page_url: page > 0 ? addressOf(page - 1) : null,
        url: addressOf(page),
      },
    });
  }

  private handleOne(call: Call, template: Template): void {
    if (call.method === 'DELETE') {
      this.world.store.removeTemplate(template.sid);
      call.response.writeHead(204).end();
      return;
    }
    sendJson(call.response, 200, toContentResource(this.world, template));
  }

  private async submit(call: Call, template: Template): Promise<void> {
    const input = await this.readJson(call);
    const { name, category } = input;
    if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
      throw new TwilioError(400, 20001, "'name' may only hold lowercase letters, digits and underscores");
    }
    if (typeof category !== 'string' || !['UTILITY', 'MARKETING', 'AUTHENTICATION'].includes(category)) {
      throw new TwilioError(400, 20001, "'category' must be UTILITY, MARKETING or AUTHENTICATION");
    }
    refuseBareEnds(template);
    template.approval = { ...template.approval, status: 'received', name, category, rejectionReason: '' };
    template.updatedAt = this.world.store.clock.now();
    this.world.store.saveTemplate(template);
    sendJson(call.response, 201, toApproval(template));
  }

  private sendApproval(call: Call, template: Template): void {
    sendJson(call.response, 200, {
      account_sid: this.world.accountSid,
      sid: template.sid,
      url: `${this.world.baseUrl}/v1/Content/${template.sid}/ApprovalRequests`,
      whatsapp: toApproval(template),
    });
  }
}

/** Buttons and list items without words on them are no content. */
function refuseNameless(content: Record<string, unknown>): void {
  const entries = (name: string) => (Array.isArray(content[name]) ? (content[name] as unknown[]) : []);
  const hasWords = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  for (const action of entries('actions'))
    if (!isRecord(action) || !hasWords(action.type === 'COPY_CODE' ? action.copy_code_text : action.title))
      throw new TwilioError(400, 20001, "'title' is required for each of 'actions'");
  for (const item of entries('items'))
    if (!isRecord(item) || !hasWords(item.item))
      throw new TwilioError(400, 20001, "'item' is required for each of 'items'");
}

/** WhatsApp takes no template whose text begins or ends with a variable, or has two without words between. */
function refuseBareEnds({ types }: Template): void {
  for (const { body } of Object.values(types)) {
    if (typeof body !== 'string') continue;
    if (/^\s*\{\{[^}]*\}\}|\{\{[^}]*\}\}\s*$/.test(body))
      throw new TwilioError(400, 20001, 'The body can not begin or end with a variable');
    if (/\}\}\s*\{\{/.test(body)) throw new TwilioError(400, 20001, 'The body has variables side by side');
  }
}

function readStrings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
