import { ButtonLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';

const href = '/api/v1/menu/export';

/** The menu to take along, whatever the list shows of it. */
export function MenuFile() {
  return (
    <div className="mt-8 max-w-3xl">
      <Section
        title="The menu as a file"
        note="Categories, dishes, services and packages, archived ones too, in the columns that an import reads. Costs stay out of it."
      >
        <div className="flex flex-wrap gap-2">
          <ButtonLink size="small" href={`${href}?file=xlsx`}>
            Download as Excel
          </ButtonLink>
          <ButtonLink size="small" href={href}>
            Download as CSV
          </ButtonLink>
        </div>
      </Section>
    </div>
  );
}
