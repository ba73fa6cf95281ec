import { useMemo } from 'react'
import { useDraftChoice, type DraftChoiceProps, type DraftLine } from '@/app/drafts/use-draft-choice'
import { currentSession } from '@/app/session'
import { currentDraft, draftOf, isStarted, restoreDraft, showProblems, useRegistrationForm } from '../draft'
import type { FormValues } from './form-model'
import { partsOf } from './summary'

const IN_FULL = ['身份证号', '手机号']

/** All answers in words; what the summary masks is in full, because two numbers may have one mask. */
export const linesOf = (values: FormValues): readonly DraftLine[] => [
  ...partsOf(values, currentSession()?.user)
    .flatMap(({ lines }) => lines)
    .filter(({ label }) => !IN_FULL.includes(label))
    .map(({ label, value }) => ({ label, text: value })),
  { label: '身份证号', text: values.idNumber.trim() },
  { label: '手机号', text: values.phone.trim() },
  { label: '公开简历', text: values.agreesListed ? '同意' : '' },
]

/** Another registration that was begun on this phone, where there is one. */
export function useOtherDraft(): DraftChoiceProps {
  const owner = useRegistrationForm((draft) => draft.owner)
  const draft = useMemo(() => draftOf(owner), [owner])
  return useDraftChoice(draft, {
    now: () => (isStarted(currentDraft()) ? currentDraft() : undefined),
    linesOf: ({ values }) => linesOf(values),
    use: (other) => {
      restoreDraft(other)
      showProblems({})
    },
  })
}
