import { numberVariables, renderBody } from '@/lib/messaging/templates/template-text';

type Shown = {
  body: string;
  variables: readonly string[];
  samples: Readonly<Record<string, string>>;
  buttons: readonly { id: string; title: string }[];
};

/** A wording as the customer reads it, with its samples. */
export function TemplatePreview({ template }: { template: Shown }) {
  const { body, variables, samples, buttons } = template;
  return (
    <div className="max-w-xl rounded-md bg-sunken px-3 py-2">
      <p dir="auto" className="whitespace-pre-wrap break-words text-sm">
        {renderBody(body, numberVariables(variables, samples))}
      </p>
      {buttons.length > 0 ? (
        <ul aria-label="Buttons" className="mt-2 flex flex-wrap gap-1.5">
          {buttons.map((button) => (
            <li
              key={button.id}
              className="max-w-full break-words rounded-full border bg-surface px-2 py-0.5 text-xs"
            >
              {button.title}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
