import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon } from './icon';

type StateProps = {
  title: string;
  /** Why, and how to go on. */
  children?: ReactNode;
  /** One button or link, two at most. */
  actions?: ReactNode;
  icon?: ReactNode;
  /** The page's only heading rather than one inside it. */
  page?: boolean;
};

/** Nothing here yet: says why that is and what fills it. */
export function EmptyState(props: StateProps) {
  return <State {...props} icon={props.icon ?? <Icon name="enquiries" />} tone="bg-bone text-muted" />;
}

/** It went wrong: what happened, why, and how to go on. `code` is what support asks for. */
export function ErrorState({
  code,
  numbered = 'If you ask for help, give this number:',
  ...props
}: StateProps & {
  code?: string;
  /** What stands before the code. */
  numbered?: string;
}) {
  return (
    <State {...props} icon={props.icon ?? <Icon name="alert" />} tone="bg-danger-soft text-danger-ink" alert>
      {props.children}
      {code ? (
        <p className="mt-2 text-subtle text-xs">
          {numbered} <code className="tabular select-all">{code}</code>
        </p>
      ) : null}
    </State>
  );
}

function State(props: StateProps & { tone: string; alert?: boolean }) {
  const Heading = props.page ? 'h1' : 'h2';
  return (
    <div
      role={props.alert ? 'alert' : undefined}
      className={cx('flex max-w-lg flex-col items-start gap-3 py-8', props.page && 'py-0')}
    >
      <span
        aria-hidden
        className={cx('flex size-10 items-center justify-center rounded-md [&_svg]:size-5', props.tone)}
      >
        {props.icon}
      </span>
      <div className="max-w-full wrap-anywhere">
        <Heading className={cx('font-semibold', props.page ? 'text-lg' : 'text-base')}>{props.title}</Heading>
        {props.children ? <div className="mt-1 text-muted text-sm">{props.children}</div> : null}
      </div>
      {props.actions ? <div className="mt-1 flex flex-wrap gap-2">{props.actions}</div> : null}
    </div>
  );
}
