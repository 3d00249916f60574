-- A template written as .qmd, shown as the page that a run makes of it. Notebooks come by way of ipynb-filters.
function Pandoc(doc)
  if doc.meta["review_kit"] == nil then
    return nil
  end
  local input = quarto.doc.input_file
  local page = pandoc.pipe("review-kit", { "quarto-filter", "--qmd", input }, "")
  local shown = pandoc.read(page, "markdown")
  for key, value in pairs(shown.meta) do
    doc.meta[key] = value
  end
  doc.meta["title"] = nil
  doc.blocks = shown.blocks
  return doc
end
