#!/usr/bin/env bash
# Spanish lists of names: PyPI Babel always joins them with "y" and "o", and ICU forgets accents.
#
# Spanish says "e" before the sound i, and "u" before the sound o ("Juan e Inés", "Ana u Oscar"). CLDR's patterns can't
# express that; its specification leaves it to the implementation. Babel has nothing of it: "Juan y Inés". ICU has it in
# code, and keeps "y" before the diphthong of "Hielo", but looks for plain letters only: Node's Intl.ListFormat, which is
# ICU's, joins "Ana y Íñigo" and "Ana o Óscar". A greeting of two people is wrong for whoever comes second and has such a
# name.
#
# Exits 0 while that is so, 1 if one of them answers otherwise.
set -euo pipefail

BABEL=2.19.0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check "babel==$BABEL"

echo "Babel $BABEL"
python/bin/python - <<'PYTHON' | tee babel
from babel.lists import format_list

for style, names in (("standard", "Juan Inés"), ("standard", "Ana Íñigo"), ("standard", "agua Hielo"), ("or", "Ana Oscar")):
    print(format_list(names.split(), style=style, locale="es"))
PYTHON
echo "Node $(node --version), ICU $(node -p process.versions.icu)"
node - <<'NODE' | tee node
const join = (type, names) => new Intl.ListFormat("es", { type }).format(names.split(" "));
console.log(join("conjunction", "Juan Inés"));
console.log(join("conjunction", "Ana Íñigo"));
console.log(join("conjunction", "agua Hielo"));
console.log(join("disjunction", "Ana Oscar"));
console.log(join("disjunction", "Ana Óscar"));
NODE

diff babel - <<'EXPECTED'
Juan y Inés
Ana y Íñigo
agua y Hielo
Ana o Oscar
EXPECTED
diff node - <<'EXPECTED'
Juan e Inés
Ana y Íñigo
agua y Hielo
Ana u Oscar
Ana o Óscar
EXPECTED
echo "as described above"
