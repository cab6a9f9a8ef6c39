import { List, ListRow } from '../ui/list-row';
import { PageHead } from '../ui/page-head';
import { Section } from '../ui/section';

type Groups = readonly {
  label: string;
  parts: readonly { label: string; href: string }[];
}[];

/** All that can be set, in groups, each with what it is about. */
export function SettingsHome({ groups, what }: { groups: Groups; what: Record<string, string> }) {
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        {groups.map(({ label, parts }) => (
          <Section key={label} title={label}>
            <List label={label}>
              {parts.map((part) => (
                <ListRow key={part.href} title={part.label} href={part.href} detail={what[part.href]} />
              ))}
            </List>
          </Section>
        ))}
      </div>
    </>
  );
}
