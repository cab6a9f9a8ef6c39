import { DescriptionList } from '@/components/ui/description-list';
import { Icon } from '@/components/ui/icon';
import type { FeedbackDetail } from '@/lib/feedback/queries';
import { Rating } from './rating';
import { aspects, aspectWords, sourceWords } from './words';

const notAsked = <span className="text-muted">Not answered</span>;

/** What is stored of one feedback: the rating, the aspects and what was liked; nothing averaged. */
export function AnswersPanel({ detail }: { detail: FeedbackDetail }) {
  const { feedback } = detail;
  return (
    <div className="flex flex-col gap-6">
      <Rating value={feedback.rating} large />
      <DescriptionList
        columns
        facts={[
          ...aspects.map((aspect) => ({
            term: aspectWords[aspect],
            value: feedback[aspect] === null ? notAsked : <Rating value={feedback[aspect]} />,
          })),
          { term: 'Would recommend us', value: <Recommends value={feedback.wouldRecommend} /> },
          { term: 'Dishes they liked', value: <Dishes detail={detail} liked /> },
          { term: 'Dishes they didn’t like', value: <Dishes detail={detail} liked={false} /> },
          { term: 'Given by', value: sourceWords[feedback.source] },
        ]}
      />
      {feedback.comments ? (
        <blockquote
          dir="auto"
          className="whitespace-pre-line break-words border-brand border-s-2 ps-4 text-base"
        >
          {feedback.comments}
        </blockquote>
      ) : (
        <p className="text-muted text-sm">No words besides the figures.</p>
      )}
    </div>
  );
}

function Dishes({ detail, liked }: { detail: FeedbackDetail; liked: boolean }) {
  const named = detail.dishes.filter((dish) => dish.liked === liked).map(({ name }) => name);
  return named.length > 0 ? (
    <span dir="auto">{named.join(', ')}</span>
  ) : (
    <span className="text-muted">None named</span>
  );
}

function Recommends({ value }: { value: boolean | null }) {
  if (value === null) return notAsked;
  return (
    <span className="inline-flex items-center gap-1.5">
      {value ? <Icon name="liked" className="size-4" /> : <Icon name="disliked" className="size-4" />}
      {value ? 'Yes' : 'No'}
    </span>
  );
}
