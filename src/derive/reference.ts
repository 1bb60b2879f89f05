import { checksPage } from './reference/checks';
import { coveragePage } from './reference/coverage';
import { detectionsPage } from './reference/detections';
import { entitiesPage } from './reference/entities';
import { permissionsPage } from './reference/permissions';
import { architecturePicture } from './reference/picture';
import { presetsPage } from './reference/presets';
import { privilegePathsPage } from './reference/privilege-paths';
import { relationshipsPage } from './reference/relationships';
import { streamsPage } from './reference/streams';

/** The files of docs/reference by name: pages in GitHub-flavoured Markdown, and the picture of the architecture; they depend on the catalogue alone. */
export function referencePages(): Record<string, string> {
  return {
    'architecture-dark.svg': architecturePicture('dark'),
    'architecture-light.svg': architecturePicture('light'),
    'checks.md': checksPage(),
    'coverage.md': coveragePage(),
    'detections.md': detectionsPage(),
    'entities.md': entitiesPage(),
    'permissions.md': permissionsPage(),
    'presets.md': presetsPage(),
    'privilege-paths.md': privilegePathsPage(),
    'relationships.md': relationshipsPage(),
    'streams.md': streamsPage(),
  };
}
