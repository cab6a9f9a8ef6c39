'use client';

import { Button } from '@/components/ui/button';
import { Field, FieldError, FieldGroup } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input, NumberInput } from '@/components/ui/input';
import { Badge } from '@/components/ui/pill';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import type { CourseValues } from '@/lib/menu/packages/schema';
import type { MoneyPlace } from '@/lib/platform/money';
import { MenuPicker } from '../menu-picker';
import type { PartNames } from './part-names';

type Parts = {
  wrong: Record<string, string>;
  dishes: readonly MenuChoice[];
  names: PartNames;
  money: MoneyPlace;
};
type Props = Parts & { courses: readonly CourseValues[]; change: (courses: CourseValues[]) => void };

/** The courses of a package, each with its dishes and how many of them are chosen. */
export function CourseList({ courses, change, ...parts }: Props) {
  const put = (at: number, course: CourseValues) =>
    change(courses.map((one, index) => (index === at ? course : one)));
  const swap = (at: number) =>
    change(
      courses.flatMap((one, index) =>
        index === at ? [] : index === at + 1 ? [one, ...courses.slice(at, at + 1)] : [one],
      ),
    );
  return (
    <FieldGroup
      legend="Courses"
      help="What is served whole, and what guests choose: 2 of 5 sides."
      name="courses"
      error={parts.wrong.courses}
    >
      <ol className="flex flex-col gap-8">
        {courses.map((course, at) => (
          <Course
            // biome-ignore lint/suspicious/noArrayIndexKey: courses are controlled and new ones have no other name yet
            key={at}
            course={course}
            at={at}
            {...parts}
            change={(next) => put(at, next)}
            remove={() => change(courses.filter((_, index) => index !== at))}
            up={at > 0 ? () => swap(at - 1) : undefined}
            down={at < courses.length - 1 ? () => swap(at) : undefined}
          />
        ))}
      </ol>
      <Button
        className="w-fit"
        icon={<Icon name="plus" className="size-4" />}
        onClick={() => change([...courses, { name: '', choose: '1', dishes: [] }])}
      >
        Add a course
      </Button>
    </FieldGroup>
  );
}

type CourseProps = Parts & {
  course: CourseValues;
  at: number;
  change: (course: CourseValues) => void;
  remove: () => void;
  up: (() => void) | undefined;
  down: (() => void) | undefined;
};

function Course({ course, at, wrong, dishes, names, money, change, remove, up, down }: CourseProps) {
  const fieldId = useFieldIds();
  const path = `courses.${at}`;
  const called = course.name.trim() || `course ${at + 1}`;
  const problem = wrong[`${path}.dishes`];
  const count = course.dishes.length;
  return (
    <li className="flex flex-col gap-3 border-t pt-5 first:border-0 first:pt-0">
      <div className="flex items-center justify-between gap-2">
        <h2 dir="auto" className="min-w-0 break-words font-medium text-sm">
          Course {at + 1}
        </h2>
        <div className="flex">
          <IconButton
            label={`Move ${called} up`}
            icon={<Icon name="up" className="size-4" />}
            disabled={!up}
            onClick={up}
          />
          <IconButton
            label={`Move ${called} down`}
            icon={<Icon name="down" className="size-4" />}
            disabled={!down}
            onClick={down}
          />
          <IconButton
            label={`Remove ${called}`}
            icon={<Icon name="delete" className="size-4" />}
            onClick={remove}
          />
        </div>
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-[1fr_10rem]">
        <Field label="Name of the course" name={`${path}.name`} error={wrong[`${path}.name`]} required>
          <Input
            value={course.name}
            onChange={(event) => change({ ...course, name: event.target.value })}
            autoComplete="off"
            dir="auto"
          />
        </Field>
        <Field label="Dishes to choose" name={`${path}.choose`} error={wrong[`${path}.choose`]} required>
          <NumberInput
            className="text-end"
            suffix={`of\u00a0${count}`}
            value={course.choose}
            onChange={(event) => change({ ...course, choose: event.target.value })}
          />
        </Field>
      </div>
      {count > 0 ? (
        <ul className="divide-y border-y" aria-label={`Dishes of ${called}`}>
          {course.dishes.map((dish) => {
            const { name, active } = names.get(dish) ?? { name: 'No longer on the menu', active: false };
            return (
              <li key={dish} className="flex items-center gap-2 py-1 text-sm">
                <span dir="auto" className="min-w-0 flex-1 break-words">
                  {name} {active ? null : <Badge>Archived</Badge>}
                </span>
                <IconButton
                  label={`Remove ${name} from ${called}`}
                  icon={<Icon name="close" className="size-4" />}
                  onClick={() => change({ ...course, dishes: course.dishes.filter((id) => id !== dish) })}
                />
              </li>
            );
          })}
        </ul>
      ) : null}
      <div id={fieldId(`${path}.dishes`)} tabIndex={-1}>
        {problem ? <FieldError>{problem}</FieldError> : null}
      </div>
      <MenuPicker
        label={`Add a dish to ${called}`}
        placeholder="Type part of its name"
        choices={dishes.filter(({ id }) => !course.dishes.includes(id))}
        day={undefined}
        money={money}
        choose={({ id }) => change({ ...course, dishes: [...course.dishes, id] })}
      />
    </li>
  );
}
