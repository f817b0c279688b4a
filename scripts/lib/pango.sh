# Pango and a font: what WeasyPrint lays out the PDF with (certificate, minutes, yearly report).

PANGO_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core)

has_pango() {
    ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0\.so\.0' &&
        ldconfig -p | grep -q 'libharfbuzz-subset\.so\.0' &&
        [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]
}
