import { blankEntry, emptyDocument, type CvDocument } from './document.ts'

/** A CV for tests, with something in every kind of section. */
export const aDocument = (part: Partial<CvDocument> = {}): CvDocument => {
  const empty = emptyDocument()
  return {
    ...empty,
    basics: { ...empty.basics, name: '方舟', phone: '13800000001' },
    intention: { ...empty.intention, role: '产品运营' },
    work: [
      {
        ...blankEntry('work', 'w1'),
        company: '青禾',
        role: '运营',
        from: '2022-03',
        to: 'now',
        bullets: [
          { id: 'b1', text: '一' },
          { id: 'b2', text: '二' },
        ],
      },
      { ...blankEntry('work', 'w2'), company: '方塘', from: '2018-07', to: '2022-02' },
    ],
    skills: [{ ...blankEntry('skills', 's1'), name: 'SQL', level: '熟练' }],
    ...part,
  }
}
