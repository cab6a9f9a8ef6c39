import { Checkbox } from '@/components/ui/choice';
import { FieldError } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import type { PackageChoice } from '@/db/schema/booking-lines';
import type { Choice, Course, PackageOffer } from '@/lib/menu/packages/choices';

type Props = {
  /** Of the package. */
  name: string;
  /** Of the field in the form. */
  path: string;
  /** What is known of the dishes of the menu: "Contains milk; rest unknown". */
  allergensOf: (dishId: string) => string | undefined;
  /** Undefined once it is no longer offered: what was chosen stays. */
  offer: PackageOffer | undefined;
  agreed: readonly PackageChoice[] | undefined;
  choices: readonly Choice[];
  error: string | undefined;
  choose: (choices: Choice[]) => void;
};

/** What is chosen of a package: its courses that are served whole, and so many of each other one. */
export function LineChoices({ name, path, allergensOf, offer, agreed, choices, error, choose }: Props) {
  const fieldId = useFieldIds();
  if (!offer)
    return (
      <p dir="auto" className="mt-1 break-words text-muted text-xs">
        {agreed?.map((choice) => choice.name).join(', ')}
      </p>
    );
  return (
    <div id={fieldId(path)} tabIndex={-1} className="mt-2 flex flex-col gap-3">
      {offer.courses.map((course) =>
        course.choose === course.dishes.length ? (
          <div key={course.id} dir="auto" className="break-words text-sm">
            <span className="text-muted">{course.name}:</span>
            <ul className="grid gap-x-5 sm:grid-cols-2">
              {course.dishes.map((dish) => (
                <li key={dish.id} className="py-0.5">
                  {dish.name}
                  <span className="block text-subtle text-xs">{allergensOf(dish.id)}</span>
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <CourseChoices
            key={course.id}
            course={course}
            packageName={name}
            path={path}
            allergensOf={allergensOf}
            choices={choices}
            error={error}
            errorId={`${fieldId(path)}-error`}
            choose={choose}
          />
        ),
      )}
      {error ? <FieldError id={`${fieldId(path)}-error`}>{error}</FieldError> : null}
    </div>
  );
}

type CourseProps = Pick<Props, 'path' | 'allergensOf' | 'choices' | 'error' | 'choose'> & {
  course: Course;
  packageName: string;
  errorId: string;
};

function CourseChoices({
  course,
  packageName,
  path,
  allergensOf,
  choices,
  error,
  errorId,
  choose,
}: CourseProps) {
  const fieldId = useFieldIds();
  const { id: courseId, name, choose: wanted, dishes } = course;
  const isChosen = (itemId: string) =>
    choices.some((choice) => choice.courseId === courseId && choice.itemId === itemId);
  const chosen = dishes.filter((dish) => isChosen(dish.id)).length;
  const toggle = (itemId: string) =>
    choose(
      isChosen(itemId)
        ? choices.filter((choice) => choice.courseId !== courseId || choice.itemId !== itemId)
        : // What is no longer offered gives way to what is.
          [
            ...choices.filter(
              (choice) => choice.courseId !== courseId || dishes.some((dish) => dish.id === choice.itemId),
            ),
            { courseId, itemId },
          ],
    );
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="min-w-0">
      <legend className="text-sm">
        <span dir="auto" className="text-muted">
          <span className="sr-only">{packageName}, </span>
          {name}: choose {wanted} of {dishes.length}
        </span>
        {/* The space is for whoever hears it. */}{' '}
        <span className="ms-2 text-subtle text-xs" role="status">
          {chosen} chosen
        </span>
      </legend>
      <div className="mt-1 grid gap-x-5 sm:grid-cols-2">
        {dishes.map((dish) => (
          <Checkbox
            key={dish.id}
            id={fieldId(`${path}.${courseId}.${dish.id}`)}
            label={dish.name}
            help={allergensOf(dish.id)}
            checked={isChosen(dish.id)}
            disabled={chosen >= wanted && !isChosen(dish.id)}
            onChange={() => toggle(dish.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}
