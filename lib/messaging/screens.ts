import 'server-only';
import { countRows } from '@/db/prepared';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { viewConversation } from './conversations/conversation-view';
import { logFilter, talkFilter } from './conversations/list-filter';
import { askMessageRows, askMessages, tellMessageRows, tellMessages } from './conversations/log-queries';
import {
  askConversation,
  askConversationRows,
  askConversations,
  tellConversation,
  tellConversationRows,
  tellConversations,
} from './conversations/queries';
import { askMessageStory, tellMessageStory } from './conversations/story-queries';
import { askSenders } from './sender-queries';
import { askTemplate, askTemplates, tellTemplate } from './templates/queries';
import { mayChangeInPlace } from './templates/template-versions';
import { namedBody, placesOf, samplesOf } from './templates/template-wording';

/** The inbox: people that messages were exchanged with. */
export const conversationsScreen = screen({
  permission: 'messages.read',
  input: ({ search }) => talkFilter.read(search),
  ask: (tx, filter) => [...askConversations(tx, filter), askViews(tx, 'conversations')] as const,
  tell: ([rows, count, views], filter, { identity }) => ({
    filter,
    ...tellConversations([rows, count], filter),
    looks: tellViews(views, 'conversations', { at: talkFilter.at(filter), role: identity.role }),
  }),
});

/** Every message in both directions. */
export const messageLogScreen = screen({
  permission: 'messages.read',
  input: ({ search }) => logFilter.read(search),
  ask: (tx, filter) => [...askMessages(tx, filter), askViews(tx, 'messages')] as const,
  tell: ([rows, counts, views], filter, { identity }) => ({
    filter,
    ...tellMessages([rows, counts], filter),
    looks: tellViews(views, 'messages', { at: logFilter.at(filter), role: identity.role }),
  }),
});

/** The inbox as a file. */
export const conversationsFile = sheetScreen({
  permission: 'messages.read',
  input: ({ search }) => talkFilter.read(search),
  ask: (tx, filter) => askConversationRows(tx, filter, csvPage),
  tell: (answers, filter) => tellConversationRows(answers, filter, csvPage),
  count: (tx, filter, _now, most) => countRows(askConversationRows(tx, filter, most)[0]),
});

/** The log as a file. */
export const messageLogFile = sheetScreen({
  permission: 'messages.read',
  input: ({ search }) => logFilter.read(search),
  ask: (tx, filter) => askMessageRows(tx, filter, csvPage),
  tell: (answers, filter) => tellMessageRows(answers, filter, csvPage),
  count: (tx, filter, _now, most) => countRows(askMessageRows(tx, filter, most)[0]),
});

/** One conversation, and what can be written into it now. */
export const conversationScreen = screen({
  permission: 'messages.read',
  input: idAt('conversationId'),
  reads: (id) => ({ deed: 'read', source: 'conversations', id }),
  ask: askConversation,
  tell: (answers, _id, { now }) => {
    const talk = tellConversation(answers);
    return (
      talk && {
        customer: talk.customer,
        profileName: talk.profileName,
        address: talk.address,
        view: viewConversation(talk, now),
      }
    );
  },
});

/** One message and everything that happened to it. */
export const messageScreen = screen({
  permission: 'messages.read',
  input: idAt('messageId'),
  ask: askMessageStory,
  tell: (answers) => tellMessageStory(answers),
});

/** Senders, their connection and the message templates. */
export const whatsAppSettingsScreen = screen({
  permission: 'settings.read',
  input: () => 'settings' as const,
  ask: (tx) => [askSenders(tx), askTemplates(tx)] as const,
  tell: ([senders, templates], _input, { identity: { confirmed } }) => ({ senders, templates, confirmed }),
});

/** One wording, and the other version of it. */
export const templateScreen = screen({
  permission: 'settings.read',
  input: idAt('templateId'),
  ask: askTemplate,
  tell: ([rows], id) => {
    const found = tellTemplate(rows, id);
    if (!found) return undefined;
    const { template, other } = found;
    // In review, a wording stands as it was submitted; beside one in use only one new version can be written.
    const inPlace = mayChangeInPlace(template);
    const editable = inPlace || (template.active && (!other || mayChangeInPlace(other)));
    return {
      template,
      other,
      edit: editable
        ? { id: template.active && other ? other.id : template.id, anew: !inPlace && !other }
        : undefined,
    };
  },
});

/** The form of a wording: the text with its names, and samples for them. */
export const templateFormScreen = screen({
  permission: 'settings.write',
  input: idAt('templateId'),
  ask: askTemplate,
  tell: ([rows], id) => {
    const { template } = tellTemplate(rows, id) ?? {};
    if (!template) return undefined;
    const { version, purpose, language, samples, buttons } = template;
    return {
      purpose,
      language,
      inPlace: mayChangeInPlace(template),
      form: {
        id,
        version,
        buttons,
        body: namedBody(template),
        samples: samplesOf(purpose, samples),
        places: placesOf(purpose),
      },
    };
  },
});
