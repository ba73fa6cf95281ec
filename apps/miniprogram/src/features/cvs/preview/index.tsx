import { isApiError } from '@qingpin/contract/client'
import { SECTION_TITLES, type SectionName } from '@qingpin/cv/document'
import { View } from '@tarojs/components'
import { useCallback, useRef } from 'react'
import { useAction } from '@/app/use-action'
import { download } from '@/app/download'
import { useParams } from '@/app/pages'
import { openPdf, releaseFile, showPictures } from '@/platform/local-file'
import type { LocalFile } from '@/platform/local-file.types'
import { Button } from '@/ui/button'
import { FootBar } from '@/ui/foot-bar'
import { Icon } from '@/ui/icon'
import { failure, type Problem, problemOf } from '@/ui/read-error'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { toast } from '@/ui/toast'
import { Coming, PagePicture } from './page-picture'
import { usePages } from './use-pages'
import './preview.scss'

/** Browsers read the file after the tap that saves it, so it is released later. */
const RELEASE_MS = 60_000

/** On a phone the same PDF has the same path, so an earlier timer must not release the file just saved. */
const releases = new Map<string, ReturnType<typeof setTimeout>>()

function keepAWhile(file: LocalFile): void {
  clearTimeout(releases.get(file.path))
  const release = () => {
    releases.delete(file.path)
    releaseFile(file)
  }
  releases.set(file.path, setTimeout(release, RELEASE_MS))
}

function CvPreview() {
  const { id = '' } = useParams('cvPreview')
  const query = usePages(id)
  const { busy, problem, save } = usePdf(id, query.data?.fileName)
  const paths = useRef(new Map<number, string>())
  const noteFile = useCallback((page: number, path: string | undefined) => {
    if (path) paths.current.set(page, path)
    else paths.current.delete(page)
  }, [])
  const enlarge = (path: string) => {
    const inOrder = [...paths.current.entries()].sort(([one], [other]) => one - other).map(([, each]) => each)
    showPictures(inOrder, path)
  }
  const foot = (
    <FootBar below={problem ? <View className="cvp-problem">{problem}</View> : null}>
      <Button grow icon="download" busy={busy} busyText="正在存" onTap={() => void save()}>
        存成 PDF
      </Button>
    </FootBar>
  )
  return (
    <Screen title="预览" query={query} skeleton={<PageSkeleton />} foot={foot}>
      {({ pages, version, missing }) => (
        <View>
          {missing.length > 0 ? <Missing signs={missing} /> : null}
          {Array.from({ length: pages }, (_, index) => (
            <PagePicture
              key={`${version}-${index}`}
              id={id}
              version={version}
              page={index + 1}
              pages={pages}
              onFile={noteFile}
              onTap={enlarge}
            />
          ))}
        </View>
      )}
    </Screen>
  )
}

function Missing({ signs }: { readonly signs: readonly string[] }) {
  return (
    <View className="cvp-missing">
      <Icon name="alert" size="s" className="cvp-missing__i" />
      <View className="cvp-missing__text">
        {`印不出${signs.map((sign) => `“${sign}”`).join('')}，纸上会是空框。回去换成别的字，或者删掉。`}
      </View>
    </View>
  )
}

function PageSkeleton() {
  return (
    <View className="cvp-page" role="status" ariaLabel="正在排版">
      <View className="cvp-page__sheet cvp-page__sheet--wait">
        <Coming>正在排版</Coming>
      </View>
    </View>
  )
}

/** A refused text is named by its section, which the author finds in the editor by its title. */
function pdfProblem(error: unknown): Problem {
  const sections = isApiError(error) && error.code === 'TEXT_REFUSED' ? Object.keys(error.fields) : []
  const named = sections.flatMap((one) => (isSection(one) ? `“${SECTION_TITLES[one]}”` : []))
  if (named.length > 0) return { text: `${named.join('、')}里有不合适公开的内容，改一改再存。` }
  return problemOf(error, (title, text) => (text ? `${title}。${text}` : title))
}

const isSection = (field: string): field is SectionName => field in SECTION_TITLES

function usePdf(id: string, name: string | undefined) {
  const { run, busy, problem } = useAction(
    async (file: string) => {
      const pdf = await download(`/api/cvs/${encodeURIComponent(id)}/pdf`, file)
      keepAWhile(pdf)
      if (!(await openPdf(pdf))) throw failure('这部手机打不开 PDF。可以点页面看大图，长按存下来。')
      toast(`${file}存好了`)
    },
    { problemOf: pdfProblem },
  )
  return { busy, problem: problem?.text, save: () => name !== undefined && run(name) }
}

export default guardPage(CvPreview)
