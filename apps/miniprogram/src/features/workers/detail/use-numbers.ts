import { useReveal, type Reveal } from '@/app/use-reveal'
import { isMasked, revealNumber, type NumberName, type ResumeDetail } from '../api'

export interface Numbers extends Omit<Reveal<NumberName>, 'seen'> {
  /** The numbers that were revealed during this visit. */
  readonly of: (name: NumberName) => string
}

export function useNumbers(resume: ResumeDetail): Numbers {
  const { seen, reveal, ...state } = useReveal((name: NumberName) => revealNumber(resume.id, name), '没能显示')
  const of = (name: NumberName) => seen[name] ?? resume[name] ?? ''
  return { ...state, of, reveal: async (name) => (isMasked(of(name)) ? reveal(name) : of(name)) }
}
