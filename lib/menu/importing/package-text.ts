/** A course as a file has it: so many are chosen of its dishes, by their names; all of them where nothing is said. */
export type CourseText = { name: string; choose: number; dishes: string[] };
export type ServiceText = { name: string; quantity: number };

/** Signs that part names from each other; in a name they stand behind a stroke. */
const written = (name: string) => name.replace(/[\\;:]/g, (sign) => `\\${sign}`);

/** Cuts at a sign that stands for itself, and takes the strokes away. */
function cut(text: string, sign: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\' && at + 1 < text.length) {
      parts[parts.length - 1] += letter + text[at + 1];
      at += 1;
    } else if (letter === sign) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
const plain = (part: string) => part.trim().replace(/\\(.)/gsu, '$1');

/** "Sides (2)": a name and a number behind it. */
function counted(part: string): { name: string; n: number | undefined } {
  const found = /^(.*)\s\((\d{1,4})\)$/su.exec(part.trim());
  return found ? { name: plain(found[1] ?? ''), n: Number(found[2]) } : { name: plain(part), n: undefined };
}

/** One course a line: "Sides (2): Kelewele; Gari foto; Salad". */
export const writeCourses = (courses: readonly CourseText[]): string =>
  courses
    .map(({ name, choose, dishes }) => `${written(name)} (${choose}): ${dishes.map(written).join('; ')}`)
    .join('\n');

/** Undefined where a line has no course or none of its dishes. */
export function readCourses(cell: string): CourseText[] | undefined {
  const courses = cell
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): CourseText | undefined => {
      const [head = '', ...rest] = cut(line, ':');
      const dishes = cut(rest.join(':'), ';')
        .map(plain)
        .filter((name) => name !== '');
      const { name, n = dishes.length } = counted(head);
      return name === '' || dishes.length === 0 ? undefined : { name, choose: n, dishes };
    });
  return courses.every((course) => course !== undefined) ? courses : undefined;
}

/** "Waiter (2); Tent (1)". */
export const writeServices = (services: readonly ServiceText[]): string =>
  services.map(({ name, quantity }) => `${written(name)} (${quantity})`).join('; ');

/** Without a number it is one. */
export const readServices = (cell: string): ServiceText[] =>
  cut(cell.replaceAll('\n', ';'), ';')
    .map(counted)
    .filter(({ name }) => name !== '')
    .map(({ name, n = 1 }) => ({ name, quantity: n }));
